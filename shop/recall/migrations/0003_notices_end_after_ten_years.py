"""Rows on who was reached may go once their period is over."""

from typing import ClassVar

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from shop.integrity import append_only

TABLE = "recall_recallcontact"


def may_go(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    append_only.install(schema_editor.connection, TABLE, ("by_id",), is_log=True)


def may_not_go(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    append_only.install(schema_editor.connection, TABLE, ("by_id",))


class Migration(migrations.Migration):
    dependencies: ClassVar = [("recall", "0002_contacts_and_closing")]

    operations: ClassVar = [migrations.RunPython(may_go, may_not_go)]
