"""Techniques, areas, notes, sources and people get drafts, locks and a workflow; what is there stays live."""

from typing import Any

import modelcluster.fields
from django.conf import settings
from django.db import migrations, models

PIECES = ("bodyarea", "person", "safetynote", "source", "technique")


def _key(to: Any, name: str, related: str = "+") -> models.Field:
    return models.ForeignKey(
        to,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        editable=False,
        related_name=related,
        verbose_name=name,
    )


def _fields() -> dict[str, models.Field]:
    """The columns of Wagtail's mixins, as it defines them."""
    return {
        "live": models.BooleanField(default=True, editable=False, verbose_name="live"),
        "has_unpublished_changes": models.BooleanField(
            default=False, editable=False, verbose_name="has unpublished changes"
        ),
        "first_published_at": models.DateTimeField(
            blank=True, db_index=True, null=True, verbose_name="first published at"
        ),
        "last_published_at": models.DateTimeField(
            editable=False, null=True, verbose_name="last published at"
        ),
        "go_live_at": models.DateTimeField(blank=True, null=True, verbose_name="go live date/time"),
        "expire_at": models.DateTimeField(blank=True, null=True, verbose_name="expiry date/time"),
        "expired": models.BooleanField(default=False, editable=False, verbose_name="expired"),
        "latest_revision": _key("wagtailcore.revision", "latest revision"),
        "live_revision": _key("wagtailcore.revision", "live revision"),
        "locked": models.BooleanField(default=False, editable=False, verbose_name="locked"),
        "locked_at": models.DateTimeField(editable=False, null=True, verbose_name="locked at"),
        "locked_by": _key(settings.AUTH_USER_MODEL, "locked by", "locked_%(class)ss"),
    }


class Migration(migrations.Migration):
    dependencies = [
        ("guides", "0003_feedback"),
        ("wagtailcore", "0098_apitoken"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        *(
            migrations.AddField(piece, name, field)
            for piece in PIECES
            for name, field in _fields().items()
        ),
        # No change in the database: a revision keeps the areas, too.
        migrations.AlterField(
            "technique",
            "areas",
            modelcluster.fields.ParentalManyToManyField(related_name="techniques", to="guides.bodyarea"),
        ),
    ]
