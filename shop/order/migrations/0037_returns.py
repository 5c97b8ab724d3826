from datetime import timedelta

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.utils import timezone

DAYS = timedelta(days=14)  # to send back, or to refund what wasn't sent


def follow_notices(apps, schema_editor):
    """A return for each notice of cancellation, settled as the notice is."""
    Notice, Return, ReturnLine = (
        apps.get_model("order", name) for name in ("CancellationNotice", "Return", "ReturnLine")
    )
    for notice in Notice.objects.order_by("pk").iterator(chunk_size=500):
        day = timezone.localtime(notice.received_at).date()
        outcome = notice.outcome or ("nothing owed" if notice.handled_at else "")
        followed = Return.objects.create(
            order_id=notice.order_id,
            notice=notice,
            kind="cancellation",
            reason="changed mind",
            told_on=day,
            due_on=day + DAYS,
            settled_at=notice.handled_at,
            settled_by_id=notice.settled_by_id,
            outcome=outcome if notice.handled_at else "",
            outcome_note=notice.outcome_note,
        )
        Return.objects.filter(pk=followed.pk).update(told_at=notice.received_at)
        ReturnLine.objects.bulk_create(
            ReturnLine(item_return=followed, line_id=part.line_id, quantity=part.quantity)
            for part in notice.lines.all()
            if part.quantity
        )


class Migration(migrations.Migration):

    dependencies = [
        ('order', '0036_kinds_of_orders'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Return',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('cancellation', 'Cancellation'), ('claim', 'Claim')], max_length=12)),
                ('reason', models.CharField(choices=[('changed mind', 'Changed their mind'), ('faulty', 'Faulty'), ('damaged', 'Damaged on the way'), ('lost', 'Didn’t arrive'), ('wrong item', 'Wrong item')], max_length=12)),
                ('words', models.TextField(blank=True)),
                ('told_on', models.DateField()),
                ('posted_on', models.DateField(null=True)),
                ('arrived_on', models.DateField(null=True)),
                ('due_on', models.DateField(db_index=True, editable=False)),
                ('told_at', models.DateTimeField(auto_now_add=True)),
                ('settled_at', models.DateTimeField(editable=False, null=True)),
                ('outcome', models.CharField(blank=True, choices=[('refunded', 'Refunded'), ('replaced', 'Replaced'), ('nothing owed', 'Nothing owed')], editable=False, max_length=12)),
                ('outcome_note', models.CharField(blank=True, editable=False, max_length=200)),
                ('arrived_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('entered_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('notice', models.OneToOneField(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='followed', to='order.cancellationnotice')),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returns', to='order.order')),
                ('settled_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['due_on', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ReturnPhoto',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('content', models.BinaryField(help_text='A JPEG that we made, without the camera’s data.')),
                ('added_at', models.DateTimeField(auto_now_add=True)),
                ('item_return', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='photo', to='order.return')),
            ],
        ),
        migrations.CreateModel(
            name='ReturnLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quantity', models.PositiveIntegerField()),
                ('state', models.CharField(blank=True, choices=[('sealed', 'Sealed'), ('seal broken', 'Seal broken'), ('faulty', 'Faulty'), ('damaged', 'Damaged'), ('lost', 'Lost on the way back'), ('wrong', 'Another item')], max_length=12)),
                ('became', models.CharField(blank=True, choices=[('in stock', 'Back in stock'), ('written off', 'Written off')], max_length=12)),
                ('item_return', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='lines', to='order.return')),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='returned', to='order.line')),
            ],
            options={
                'ordering': ['line', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('quantity__gt', 0)), name='order_return_line_has_pieces')],
            },
        ),
        migrations.RunPython(follow_notices, migrations.RunPython.noop),
    ]
