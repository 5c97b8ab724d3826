"""Who changed something last, by the log."""

from django.db.models import Model
from wagtail.models import ModelLogEntry

from shop.backoffice.activity.watched import thing_of
from shop.london import london

SOMEBODY = "Somebody"
LOOKED_AT = 20  # entries; a page that was open for longer names nobody


def who_changed(row: Model, column: str) -> str:
    """“Pat Smith (at 10:24)” for the last change of this column; “Somebody” where the log doesn't say."""
    part = thing_of(row)
    name = str(row._meta.get_field(column).verbose_name)  # type: ignore[union-attr]
    told = name if part is row else f"{row._meta.verbose_name}: {name}"
    entries = ModelLogEntry.objects.for_instance(part).select_related("user").order_by("-timestamp", "-pk")
    for entry in entries[:LOOKED_AT]:
        if any(change[0] == told for change in (entry.data or {}).get("changes", [])):
            return f"{named(entry)} (at {london(entry.timestamp, '%H:%M on %d/%m/%Y')})"
    return SOMEBODY


def named(entry: ModelLogEntry) -> str:
    """The colleague's name, or their address where they have none."""
    return str(entry.user.called) if entry.user else SOMEBODY
