"""The triggers that fill the price history, and the prices of today as its first rows."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from shop.price_history import triggers


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    triggers.install(schema_editor.connection)


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    triggers.remove(schema_editor.connection)


def note_prices_of_today(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """How long these prices have been asked isn’t known, so they count from now."""
    change = apps.get_model("price_history", "PriceChange")
    records = apps.get_model("partner", "StockRecord").objects.exclude(price=None)
    rows = [
        change(product_id=product, price=price) for product, price in records.values_list("product_id", "price")
    ]
    change.objects.bulk_create(rows, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [
        ("price_history", "0001_prices"),
        ("partner", "0007_partneraddress_code"),
    ]
    operations = [
        migrations.RunPython(install, remove),
        migrations.RunPython(note_prices_of_today, migrations.RunPython.noop),
    ]
