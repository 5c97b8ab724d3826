"""Settings of which every version stays: rows are added, and the newest one is in force."""

from typing import Any

from django.conf import settings
from django.db import IntegrityError, models, transaction

from shop.integrity.append_only import AppendOnly


class ChangedMeanwhile(Exception):
    """Somebody else has saved another version since the page was made."""


class Version(AppendOnly):
    """A row that takes the place of the newest one. `turn` counts them, so that two saved at once clash."""

    turn = models.PositiveIntegerField(unique=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    saved_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True

    def replaced(self) -> dict[str, Any] | None:
        """The columns of the row whose place it takes, for the activity log; None for the first one."""
        newest = self.earlier().order_by("-pk").values().first()
        return dict(newest) if newest else None

    def earlier(self) -> models.QuerySet[Any]:
        """The rows among which it takes the place of the newest one."""
        return type(self)._base_manager.all()


def newest_turn(model: type[Version]) -> int:
    """The number of the version in force, 0 while there is none."""
    return int(model._base_manager.order_by("-pk").values_list("turn", flat=True).first() or 0)


def add_version[Row: Version](row: Row, *, seen: int) -> Row:
    """Add a row in place of the version `seen`; raises ChangedMeanwhile if there is a newer one."""
    if newest_turn(type(row)) != seen:
        raise ChangedMeanwhile
    row.turn = seen + 1
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError as faster:  # both have read the same newest row
        raise ChangedMeanwhile from faster
    return row
