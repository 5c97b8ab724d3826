"""Queries Wagtail's search index on SQLite, PostgreSQL or the OpenSearch server of SEARCH_URL.

For database backends the SQL is compiled once for each number of words: compiling it takes Django and
modelsearch four times as long as the database needs to answer.
"""

import re
from collections.abc import Iterable, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Any, Protocol

from django.db import connection
from django.db.models import Model
from django.tasks import TaskResult
from modelsearch.backends import get_search_backend
from modelsearch.backends.base import BaseSearchResults
from modelsearch.tasks import insert_or_update_object_task

from shop.caching.version import CacheVersion, LocalCache
from shop.search_engine.outage import noticed

type SqlValue = bool | int | float | Decimal | str | None
Statement = tuple[str, list[SqlValue]]
MOST_WORDS = 12
# Placeholder for a word in the compiled SQL. Plain letters only, so that no index changes it.
_MARK = "placeholder{}x"
_MARKS = re.compile(r"placeholder(\d+)x")
_PLAIN = re.compile(r"[a-z0-9]+")

INDEXING = {insert_or_update_object_task.module_path, "shop.search.tasks.reindex_products"}
index = CacheVersion("index")
index_version = index.current


class IndexedCollection(Protocol):
    """An ordered list of public objects, such as a snapshot, whose subsets are bit sets (`bitset.py`)."""

    @property
    def identity(self) -> object: ...

    def having(self, ids: Iterable[int]) -> int: ...


# `update_index` runs in another process and sends no signal: hence the time limit.
_found: LocalCache[tuple[object, ...], int] = LocalCache(most=500, seconds=60)


def note_indexing(*, task_result: TaskResult, **_: object) -> None:
    """Receiver of `task_finished`: a task writes the index some time after the change itself."""
    if task_result.task.module_path in INDEXING:
        index.bump_now()


def find(model: type[Model], words: Sequence[str], *, among: IndexedCollection) -> int:
    """Return the bit set of matches for all words, else for any of them. Cached like `find_all`."""
    return find_all(model, words, among=among) or find_any(model, words, among=among)


def find_all(model: type[Model], words: Sequence[str], *, among: IndexedCollection) -> int:
    """Return the bit set of matches for all words. Cached until the index or the collection changes."""
    return _find(model, words, among, "and")


def find_any(model: type[Model], words: Sequence[str], *, among: IndexedCollection) -> int:
    """Return the bit set of matches for at least one word."""
    return _find(model, words, among, "or" if len(set(words)) > 1 else "and")


def _find(model: type[Model], words: Sequence[str], among: IndexedCollection, operator: str) -> int:
    asked = tuple(dict.fromkeys(words))[:MOST_WORDS]

    def ask() -> int:
        return among.having(find_ids(model, asked, operator=operator))

    return _found.get((model, among.identity, asked, operator), state=index_version(), make=ask)


def find_ids(model: type[Model], words: Sequence[str], *, operator: str) -> list[int]:
    """Return the keys of rows whose indexed text has all ("and") or any ("or") of the words, unordered.

    Drafts are included: the caller knows what is public. The index's own ranking isn't used, because on
    SQLite it runs a query for each match: 400 ms for hundreds of them. Raises SearchAway.
    """
    asked = list(dict.fromkeys(words))[:MOST_WORDS]
    if not asked:
        return []
    if all(map(_PLAIN.fullmatch, asked)):  # a punctuation mark may be an operator of the index
        statement = _statement(model, len(asked), operator, connection.vendor)
        if statement:
            return _execute(statement, asked)
    with noticed():
        return [found.pk for found in _search(model, " ".join(asked), operator)]


def _search(model: type[Model], query: str, operator: str) -> BaseSearchResults:
    backend: Any = get_search_backend()
    return backend.search(query, model._default_manager.all(), operator=operator, order_by_relevance=False)


@lru_cache(maxsize=100)
def _statement(model: type[Model], count: int, operator: str, vendor: str) -> Statement | None:
    """Compile the SQL for a number of words, with a placeholder for each; None for OpenSearch."""
    results = _search(model, " ".join(_MARK.format(n) for n in range(count)), operator)
    if not hasattr(results, "get_queryset"):
        return None
    sql, params = results.get_queryset().order_by().values_list("pk", flat=True).query.sql_with_params()
    return sql, list(params)


def _execute(statement: Statement, words: Sequence[str]) -> list[int]:
    sql, params = statement
    filled = [_filled(param, words) for param in params]
    with connection.cursor() as cursor:
        cursor.execute(sql, filled)
        return [key for (key,) in cursor.fetchall()]


def _filled(param: SqlValue, words: Sequence[str]) -> SqlValue:
    """Replace the placeholders in a parameter with the words."""
    if not isinstance(param, str):
        return param
    return _MARKS.sub(lambda mark: words[int(mark[1])], param)
