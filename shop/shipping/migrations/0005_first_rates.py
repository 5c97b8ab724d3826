"""A new shop can deliver at once: the first prices come with the table."""

from django.db import migrations

from shop.shipping.rates import add_missing_rates


def add(apps, schema_editor):
    add_missing_rates(apps.get_model("shipping", "DeliveryRate").objects.using(schema_editor.connection.alias))


class Migration(migrations.Migration):
    dependencies = [("shipping", "0004_delivery_rates")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=True)]
