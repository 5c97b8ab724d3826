"""How each database is dumped and restored: `engine(connection)` gives the module for its kind."""

from types import ModuleType

from django.db.backends.base.base import BaseDatabaseWrapper

from shop.backup.engines import postgresql, sqlite

ENGINES: dict[str, ModuleType] = {"postgresql": postgresql, "sqlite": sqlite}


def engine(connection: BaseDatabaseWrapper) -> ModuleType:
    """`dump`, `scratch` and `put_in_place` for this database."""
    return ENGINES[connection.vendor]
