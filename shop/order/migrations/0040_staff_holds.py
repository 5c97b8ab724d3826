import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('order', '0039_sent_in_parts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='StaffHold',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('placed_at', models.DateTimeField(auto_now_add=True)),
                ('lifted_at', models.DateTimeField(editable=False, null=True)),
                ('lifted_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('line', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='missing', to='order.line')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='holds', to='order.order')),
                ('placed_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': [models.OrderBy(models.F('line'), nulls_first=True), 'pk'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('lifted_at', None)), fields=('line',), name='order_line_missing_once'), models.UniqueConstraint(condition=models.Q(('lifted_at', None), ('line', None)), fields=('order',), name='order_waits_once')],
            },
        ),
    ]
