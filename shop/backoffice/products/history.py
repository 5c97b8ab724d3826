"""What was changed on a product and its sizes, by the log."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.contrib.contenttypes.models import ContentType
from django.utils.text import capfirst
from wagtail.models import ModelLogEntry

from shop.backoffice.activity.latest import named
from shop.backoffice.activity.words import column_in_words
from shop.catalogue.models import Product

MOST = 50
# What nobody types is left out.
WORKED_OUT: Final = {"Priority", "Date created", "is fragrance free", "is nut free"}


@dataclass(frozen=True)
class Happened:
    """An entry: `what` in words, `changes` with the name of each field, its old and its new value."""

    at: datetime
    who: str
    what: str
    changes: list[list[str]]


def history_of(product: Product) -> list[Happened]:
    """The newest first."""
    names = {str(child.pk): child.full_name for child in product.children.select_related("parent")}
    kind = ContentType.objects.get_for_model(Product)
    entries = ModelLogEntry.objects.filter(content_type=kind, object_id__in=[str(product.pk), *names])
    return [
        Happened(
            entry.timestamp,
            named(entry),
            ", ".join(part for part in (entry.message, names.get(entry.object_id)) if part),
            _in_words((entry.data or {}).get("changes", [])),
        )
        for entry in entries.select_related("user").order_by("-timestamp", "-pk")[:MOST]
    ]


def _in_words(changes: list[list[str]]) -> list[list[str]]:
    return [[capfirst(column_in_words(name)), *values] for name, *values in changes if name not in WORKED_OUT]
