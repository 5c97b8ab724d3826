"""Sets know their parts, and batches of sets the batches inside, for ever."""

import django.db.models.deletion
from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from shop.integrity import append_only

TABLE = "catalogue_batchpart"


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    append_only.install(schema_editor.connection, TABLE)


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    append_only.remove(schema_editor.connection, TABLE)


class Migration(migrations.Migration):

    dependencies = [
        ('catalogue', '0045_recalled_and_late_batches'),
    ]

    operations = [
        migrations.CreateModel(
            name='BatchPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pieces', models.PositiveSmallIntegerField()),
                ('batch', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='parts', to='catalogue.batch')),
                ('part', models.ForeignKey(help_text='None: has no batch.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='in_sets', to='catalogue.batch')),
                ('product', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='catalogue.product')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('batch', 'part'), name='catalogue_batch_part_once'), models.UniqueConstraint(condition=models.Q(('part', None)), fields=('batch', 'product'), name='catalogue_part_without_batch_once')],
            },
        ),
        migrations.CreateModel(
            name='SetPart',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('pieces', models.PositiveSmallIntegerField()),
                ('part', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='in_sets', to='catalogue.product')),
                ('set', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='set_parts', to='catalogue.product')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('set', 'part'), name='catalogue_set_part_once'), models.CheckConstraint(condition=models.Q(('pieces__gt', 0)), name='catalogue_set_part_pieces')],
            },
        ),
        migrations.RunPython(install, remove),
    ]
