import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('order', '0037_returns'),
        ('payment', '0020_refund_causes'),
    ]

    operations = [
        migrations.AddField(
            model_name='refund',
            name='deducted_minor',
            field=models.PositiveIntegerField(db_default=0, default=0, help_text='Pence that the items were worth less, taken off.'),
        ),
        migrations.AddField(
            model_name='refund',
            name='deducted_why',
            field=models.CharField(blank=True, db_default='', default='', help_text='The buyer is told.', max_length=200),
        ),
        migrations.AddField(
            model_name='refund',
            name='item_return',
            field=models.ForeignKey(help_text='What it settles.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='refunds', to='order.return'),
        ),
    ]
