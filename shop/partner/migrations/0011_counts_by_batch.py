"""Counts batch by batch. The trigger of PostgreSQL refuses to change or delete one."""

import uuid

import django.db.models.deletion
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from shop.integrity import append_only

TABLE = "partner_stockcount"


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    append_only.install(schema_editor.connection, TABLE, ("stock_record_id", "by_id"))


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    append_only.remove(schema_editor.connection, TABLE)


class Migration(migrations.Migration):

    dependencies = [
        ('partner', '0010_sent_at_no_charge'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='stockmovement',
            name='kind',
            field=models.CharField(choices=[('opening', 'Opening stock'), ('received', 'Received'), ('sold', 'Sold'), ('sent free', 'Sent at no charge'), ('not sent', 'Not sent after all'), ('put back', 'Put back after a return'), ('counted', 'Count difference'), ('found batch', 'Batch found by a count'), ('broken', 'Broken'), ('sample', 'Sample'), ('gift', 'Gift'), ('lost', 'Lost'), ('found', 'Found'), ('written off', 'Written off'), ('corrected', 'Batch of a sent parcel corrected'), ('in sets', 'Made into sets'), ('taken apart', 'Set taken apart'), ('blocked', 'Blocked'), ('unblocked', 'No longer blocked'), ('reversed', 'Receipt reversed')], max_length=20),
        ),
        migrations.CreateModel(
            name='StockCount',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.UUIDField(default=uuid.uuid4, unique=True)),
                ('sku', models.CharField(blank=True, max_length=128)),
                ('counted', models.PositiveIntegerField(help_text='All pieces that were counted.')),
                ('difference', models.IntegerField(help_text='What was posted: counted less expected.')),
                ('note', models.CharField(blank=True, max_length=200)),
                ('at', models.DateTimeField(auto_now_add=True)),
                ('by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('stock_record', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='counts', to='partner.stockrecord')),
            ],
            options={
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='stockmovement',
            name='count',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='movements', to='partner.stockcount'),
        ),
        migrations.RunPython(install, remove),
    ]
