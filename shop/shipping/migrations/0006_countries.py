"""The four countries we deliver to, so that an order needn't look for them."""

from django.db import migrations

NAMES = {"GB": "United Kingdom", "IM": "Isle of Man", "JE": "Jersey", "GG": "Guernsey"}


def add(apps, schema_editor):
    countries = apps.get_model("address", "Country").objects.using(schema_editor.connection.alias)
    for code, name in NAMES.items():
        given = {"name": name, "printable_name": name, "is_shipping_country": True}
        countries.get_or_create(iso_3166_1_a2=code, defaults=given)


class Migration(migrations.Migration):
    dependencies = [("shipping", "0005_first_rates"), ("address", "0001_initial")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=True)]
