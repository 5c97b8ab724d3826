"""Watches database tables by the SQL statements that write to them.

Django sends signals for single rows only: `QuerySet.update`, `bulk_create`, many-to-many tables and raw SQL
send none, and pages would go on showing the old price.
"""

import re
from collections import defaultdict
from collections.abc import Callable
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

WRITE = re.compile(r'\s*(?:UPDATE|INSERT (?:OR \w+ )?INTO|DELETE FROM)\s+"?(\w+)"?', re.IGNORECASE)
Notify = Callable[[], None]
_watched: dict[str, list[tuple[Notify, re.Pattern[str] | None]]] = defaultdict(list)


def watch(table: str, notify: Notify, *, unless: re.Pattern[str] | None = None) -> None:
    """Call `notify` after each statement that writes to a table, except those that `unless` matches."""
    _watched[table].append((notify, unless))


def telling(
    execute: Callable[..., Any], sql: str, params: object, many: bool, context: dict[str, Any]
) -> object:
    """Execute wrapper (Django's database instrumentation)."""
    result = execute(sql, params, many, context)
    found = WRITE.match(sql) if sql.lstrip()[:1] in "UuIiDd" else None
    for notify, unless in _watched.get(found[1], ()) if found else ():
        if unless is None or not unless.match(sql):
            notify()
    return result


def _listen(connection: BaseDatabaseWrapper, **_: object) -> None:
    if telling not in connection.execute_wrappers:
        connection.execute_wrappers.append(telling)


connection_created.connect(_listen, dispatch_uid="shop.caching.table_writes")
