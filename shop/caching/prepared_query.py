"""Queries that a purchase makes again and again, with their SQL made once a thread.

For a query that joins five tables Django takes eight times as long to make the SQL as to read the row.
"""

from collections.abc import Callable
from threading import local
from typing import Any

from django.db import connections
from django.db.models import FETCH_ONE, Model, QuerySet
from django.db.models.query import get_related_populators

BITS = 63  # SQLite refuses larger numbers with an error, as Django knows of its own queries


class PreparedQuery[M: Model]:
    """A query with one whole number or text left open: `PreparedQuery(lines_of).read(basket.pk)`.

    `make` returns the query for a value. It may join, filter by constants and leave columns out; it may not
    annotate, prefetch or lock.
    """

    def __init__(self, make: Callable[[Any], QuerySet[M]]) -> None:
        self._make = make
        self._of_thread = local()

    def read(self, value: int | str) -> list[M]:
        """The rows as the database has them now; none for a number that no column holds."""
        if isinstance(value, int) and value.bit_length() > BITS:
            return []
        plan: _Plan[M] | None = getattr(self._of_thread, "plan", None)
        if plan is None:
            plan = self._of_thread.plan = _Plan(self._make)
        return plan.read(value)

    def first(self, value: int | str) -> M | None:
        """The first of the rows."""
        return next(iter(self.read(value)), None)


class _Plan[M: Model]:
    """The SQL, and what makes objects of its rows, as in Django's ModelIterable."""

    def __init__(self, make: Callable[[Any], QuerySet[M]]) -> None:
        query = make(0)
        self._db, self._compiler = query.db, query.query.get_compiler(using=query.db)
        self._sql, parameters = self._compiler.as_sql()
        self._parameters, self._open = list(parameters), _differing(parameters, make(1))
        select, info = self._compiler.select, self._compiler.klass_info
        self._own = slice(info["select_fields"][0], info["select_fields"][-1] + 1)
        self._model, self._names = info["model"], [column[0].target.attname for column in select[self._own]]
        self._converters = self._compiler.get_converters([column[0] for column in select])
        self._related = get_related_populators(info, select, self._db, FETCH_ONE)

    def read(self, value: int | str) -> list[M]:
        parameters = self._parameters.copy()
        parameters[self._open] = value
        with connections[self._db].cursor() as cursor:
            cursor.execute(self._sql, parameters)
            rows = cursor.fetchall()
        return [self._object(row) for row in self._compiler.apply_converters(rows, self._converters)]

    def _object(self, row: list[Any]) -> M:
        found: M = self._model.from_db(self._db, self._names, row[self._own])
        for related in self._related:
            related.populate(row, found)
        return found


def _differing(parameters: tuple[Any, ...], other: QuerySet[Any]) -> int:
    """The place of the value among the constants: where two values make the query differ."""
    both = zip(parameters, other.query.sql_with_params()[1], strict=True)
    places = [place for place, (one, two) in enumerate(both) if one != two]
    if len(places) != 1:
        raise ValueError(f"A prepared query takes one value, not {len(places)}")
    return places[0]
