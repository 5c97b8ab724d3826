"""PostgreSQL refuses to change or delete decisions about reviews."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

from shop.integrity import append_only

TABLE = "reviews_reviewdecision"


def install(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    append_only.install(schema_editor.connection, TABLE, ("review_id", "by_id"))


def remove(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    append_only.remove(schema_editor.connection, TABLE)


class Migration(migrations.Migration):

    dependencies = [
        ("reviews", "0009_photos_and_baby_age"),
    ]

    operations = [
        migrations.RunPython(install, remove),
    ]
