"""Whether a part's followers are emailed is said on the part, and a copy is told from its original."""

from typing import Any

from django.db import migrations, models


def name_originals(apps: Any, schema_editor: Any) -> None:
    """Pages of today count as originals, so that only copies made from now on are copies."""
    pages = apps.get_model("guides", "GuidePage").objects.filter(original_key=None)
    for pk, key in pages.values_list("pk", "translation_key").iterator():
        pages.filter(pk=pk).update(original_key=key)


class Migration(migrations.Migration):
    dependencies = [("guides", "0004_pieces_have_drafts")]

    operations = [
        migrations.AddField("guidepage", "original_key", models.UUIDField(null=True, blank=True, editable=False)),
        migrations.AddField(
            "guidepage",
            "tells_followers",
            models.BooleanField(verbose_name="email the followers of its series", null=True, blank=True, default=None),
        ),
        migrations.RunPython(name_originals, migrations.RunPython.noop),
    ]
