"""Addresses stored before they were normalised, in all apps that look for people by them."""

from typing import Any

from django.db import migrations

from shop.fields.email_rows import normalise_rows
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

COLUMNS = (
    ("accounts", "User", "email"),
    ("order", "Order", "guest_email"),
    ("customer", "ProductAlert", "email"),
    ("reviews", "ProductReview", "email"),
    ("mail", "OutboxEmail", "recipient"),
)


def forwards(apps: StateApps, _editor: BaseDatabaseSchemaEditor) -> None:
    for app, model, column in COLUMNS:
        normalise_rows(apps.get_model(app, model), column)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0001_users"),
        ("customer", "0008_assign_permissions_to_staff"),
        ("mail", "0001_outbox"),
        ("order", "0028_mails_to_outbox"),
        ("reviews", "0006_mark_demo_reviews"),
    ]
    operations = [migrations.RunPython(forwards, migrations.RunPython.noop, elidable=True)]
