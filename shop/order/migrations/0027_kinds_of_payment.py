"""The kinds of payment that settling writes down, so that it needn't look for them each time."""

from django.db import migrations

NAMES = [("order", "PaymentEventType", "Paid"), ("order", "PaymentEventType", "Refunded"), ("payment", "SourceType", "Card")]


def add(apps, schema_editor):
    for app, model, name in NAMES:
        rows = apps.get_model(app, model).objects.using(schema_editor.connection.alias)
        rows.get_or_create(name=name, defaults={"code": name.lower()})


class Migration(migrations.Migration):
    dependencies = [("order", "0026_taken_back"), ("payment", "0005_auto_20200801_0817")]

    operations = [migrations.RunPython(add, migrations.RunPython.noop, elidable=True)]
