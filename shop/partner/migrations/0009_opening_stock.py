"""What is on the shelf on the day of the upgrade is each size’s opening movement, of an unknown batch.

The triggers of PostgreSQL refuse to change or delete a movement, whoever asks.
"""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from shop.integrity import append_only

REFERENCES = {
    "partner_stockmovement": ("stock_record_id", "by_id"),
    "partner_goodsreceipt": ("by_id",),
}


def open_ledger(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    movements = apps.get_model("partner", "StockMovement").objects
    records = apps.get_model("partner", "StockRecord").objects.filter(num_in_stock__gt=0)
    rows = records.values_list("pk", "partner_sku", "num_in_stock")
    movements.bulk_create(
        [
            movements.model(
                stock_record_id=pk, sku=sku, pieces=pieces, kind="opening", reason="On the shelf at the upgrade"
            )
            for pk, sku, pieces in rows.iterator()
        ],
        batch_size=500,
    )


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table, references in REFERENCES.items():
        append_only.install(schema_editor.connection, table, references)


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table in REFERENCES:
        append_only.remove(schema_editor.connection, table)


class Migration(migrations.Migration):
    dependencies = [("partner", "0008_stock_movements")]
    operations = [
        migrations.RunPython(install, remove),
        migrations.RunPython(open_ledger, migrations.RunPython.noop),
    ]
