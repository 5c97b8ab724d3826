"""Imported consents get the day on which the person agreed; until now it stood in their basis alone."""

from datetime import date
from re import search
from typing import Any

from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps


def days_from_basis(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    consents = apps.get_model("newsletter", "Consent").objects.filter(source="import", agreed_on=None)
    for pk, basis in consents.values_list("pk", "basis").iterator(chunk_size=2_000):
        if found := search(r"\((\d{4}-\d\d-\d\d)\)$", basis):
            consents.filter(pk=pk).update(agreed_on=date.fromisoformat(found[1]))


class Migration(migrations.Migration):
    dependencies = [("newsletter", "0005_progress_of_sending")]
    operations = [
        migrations.AddField("consent", "agreed_on", models.DateField(blank=True, null=True)),
        migrations.RunPython(days_from_basis, migrations.RunPython.noop, elidable=True),
    ]
