"""Counts of all tables and sums of the money in orders and payments: what a restored backup must agree on."""

from collections.abc import Iterable, Iterator
from decimal import Decimal

from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper
from django.db.models import DecimalField, Field

Figures = dict[str, str]  # by "table" for its rows, by "table.column" for a sum
MONEY_APPS = ("order", "payment")


def names(connection: BaseDatabaseWrapper, cursor: CursorWrapper) -> list[str]:
    """Which figures describe this database, as the running code knows it."""
    tables = connection.introspection.table_names(cursor)
    return [*tables, *(column for column in _money() if column.split(".")[0] in tables)]


def _money() -> Iterator[str]:
    for label in MONEY_APPS:
        for model in apps.get_app_config(label).get_models():
            for field in model._meta.concrete_fields:
                if _is_money(field):
                    yield f"{model._meta.db_table}.{field.column}"


def _is_money(field: Field) -> bool:
    return isinstance(field, DecimalField) or field.name.endswith("_minor")


def figures(connection: BaseDatabaseWrapper, cursor: CursorWrapper, wanted: Iterable[str]) -> Figures:
    """Each wanted figure; "missing" for a table that isn't there."""
    tables = set(connection.introspection.table_names(cursor))
    return {name: _figure(connection, cursor, name, tables) for name in wanted}


def _figure(connection: BaseDatabaseWrapper, cursor: CursorWrapper, name: str, tables: set[str]) -> str:
    table, _, column = name.partition(".")
    if table not in tables:
        return "missing"
    quote = connection.ops.quote_name
    what = f"SUM({quote(column)})" if column else "COUNT(*)"
    cursor.execute(f"SELECT {what} FROM {quote(table)}")  # noqa: S608 -- quoted names
    value = cursor.fetchone()[0] or 0
    return f"{Decimal(str(value)):.2f}" if column else str(value)


def differences(stored: Figures, restored: Figures) -> list[str]:
    """A line for each figure that isn't as it was."""
    return [
        f"{name}: {value} when it was stored, {restored.get(name, 'missing')} restored"
        for name, value in stored.items()
        if restored.get(name) != value
    ]
