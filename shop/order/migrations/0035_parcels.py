import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def record_sent_orders(apps, schema_editor):
    """One parcel for each order that was sent; the list of statuses is that of 2026."""
    Order, Parcel, ParcelLine = (apps.get_model("order", name) for name in ("Order", "Parcel", "ParcelLine"))
    sent = Order.objects.filter(dispatched_at__isnull=False, status__in=["Dispatched", "Delivered"])
    for order in sent.order_by("pk").iterator(chunk_size=500):
        parcel = Parcel.objects.create(
            order=order, tracking_number=order.tracking_number, sent_at=order.dispatched_at
        )
        ParcelLine.objects.bulk_create(
            ParcelLine(parcel=parcel, line=line, quantity=line.quantity - line.quantity_withdrawn)
            for line in order.lines.all()
            if line.quantity > line.quantity_withdrawn
        )


class Migration(migrations.Migration):

    dependencies = [
        ('order', '0034_gifts'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Parcel',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('tracking_number', models.CharField(blank=True, max_length=40)),
                ('sent_at', models.DateTimeField()),
                ('taken_back_at', models.DateTimeField(editable=False, null=True)),
                ('order', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parcels', to='order.order')),
                ('sent_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['sent_at', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='ParcelLine',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('quantity', models.PositiveIntegerField()),
                ('line', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='in_parcels', to='order.line')),
                ('parcel', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='lines', to='order.parcel')),
            ],
            options={
                'ordering': ['line'],
                'constraints': [models.UniqueConstraint(fields=('parcel', 'line'), name='order_parcel_line_once')],
            },
        ),
        migrations.RunPython(record_sent_orders, migrations.RunPython.noop),
    ]
