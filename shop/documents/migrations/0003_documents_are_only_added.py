"""PostgreSQL refuses to change or delete a document; names leave it within `retention()`."""

from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.migrations.state import StateApps

from shop.integrity import append_only

TABLES = ("documents_document", "documents_documentfile", "documents_closedvatperiod")


def install(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    document, file, period = TABLES
    append_only.install(schema_editor.connection, document, personal=("buyer_name", "snapshot"))
    append_only.install(schema_editor.connection, file, is_log=True)
    append_only.install(schema_editor.connection, period, ("closed_by_id",))


def remove(apps: StateApps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    for table in TABLES:
        append_only.remove(schema_editor.connection, table)


class Migration(migrations.Migration):
    dependencies = [("documents", "0002_closed_vat_periods")]

    operations = [migrations.RunPython(install, remove)]
