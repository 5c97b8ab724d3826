"""Tables of the rooms above, found by their names: this room knows none of them."""

from typing import Any

from django.apps import apps
from django.db.models import QuerySet


def rows(table: str) -> Any:
    """The manager of a table such as “order.Order”."""
    return apps.get_model(table)._default_manager


def only_added_rows(table: str) -> QuerySet[Any]:
    """The rows of a table that are only ever added, past its manager, which deletes none."""
    return QuerySet(apps.get_model(table))
