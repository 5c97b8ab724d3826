"""Asks the search index: Wagtail's, over SQLite, PostgreSQL or whatever WAGTAILSEARCH_BACKENDS names.

For a database's index the statement is made once for each number of words: making it costs Django and
modelsearch four times as much as the database needs to answer.
"""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Protocol

from django.db import connection
from django.db.models import Model
from modelsearch.backends import get_search_backend
from modelsearch.tasks import insert_or_update_object_task

from shop.caching.version import CacheVersion, LocalCache

Statement = tuple[str, list[Any]]
MOST_WORDS = 12
# Stands for a word while the statement is made. Plain letters, so no index changes it before its query.
_MARK = "placeholder{}x"
_MARKS = re.compile(r"placeholder(\d+)x")
_PLAIN = re.compile(r"[a-z0-9]+")

INDEXING = {insert_or_update_object_task.module_path, "shop.search.tasks.reindex_products"}
index = CacheVersion("index")
index_version = index.current


class IndexedCollection(Protocol):
    """Public things in a row, such as the shelf's products, whose sets are bit sets (`bitset.py`)."""

    @property
    def itself(self) -> object: ...

    def having(self, ids: Iterable[int]) -> int: ...


# An index that is built anew from outside, by `update_index`, tells nobody: hence the seconds.
_found: LocalCache[tuple[object, ...], int] = LocalCache(most=500, seconds=60)


def note_indexing(*, task_result: Any, **_: Any) -> None:
    """A receiver of `task_finished`: the index is written by a task, some time after what it tells of."""
    if task_result.task.module_path in INDEXING:
        index.renew()


def find(model: type[Model], words: Sequence[str], *, among: IndexedCollection) -> int:
    """The set of those of a row that hold all of some words, else any; kept until index or row change."""
    return find_all(model, words, among=among) or find_any(model, words, among=among)


def find_all(model: type[Model], words: Sequence[str], *, among: IndexedCollection) -> int:
    """The set of those of a row that hold all of some words; kept until index or row change."""
    return _find(model, words, among, "and")


def find_any(model: type[Model], words: Sequence[str], *, among: IndexedCollection) -> int:
    """The set of those that hold at least one of them."""
    return _find(model, words, among, "or" if len(set(words)) > 1 else "and")


def _find(model: type[Model], words: Sequence[str], among: IndexedCollection, operator: str) -> int:
    asked = tuple(dict.fromkeys(words))[:MOST_WORDS]

    def ask() -> int:
        return among.having(find_ids(model, asked, operator=operator))

    return _found.get((model, among.itself, asked, operator), state=index_version(), make=ask)


def find_ids(model: type[Model], words: Sequence[str], *, operator: str) -> list[int]:
    """The keys of a model's rows whose indexed texts hold all ("and") or any ("or") of some words, unordered.

    Drafts and whatever else isn't shown are among them: who asks knows what is public.
    On SQLite the index's own ranking asks anew for each found row: 400 ms where hundreds match.
    """
    asked = list(dict.fromkeys(words))[:MOST_WORDS]
    if not asked:
        return []
    if all(map(_PLAIN.fullmatch, asked)):  # a sign may mean something to an index
        statement = _statement(model, len(asked), operator, connection.vendor)
        if statement:
            return _execute(statement, asked)
    return [found.pk for found in _search(model, " ".join(asked), operator)]


def _search(model: type[Model], query: str, operator: str) -> Any:
    backend: Any = get_search_backend()
    return backend.search(query, model._default_manager.all(), operator=operator, order_by_relevance=False)


@lru_cache(maxsize=100)
def _statement(model: type[Model], count: int, operator: str, vendor: str) -> Statement | None:
    """The statement for so many words, with a mark in the place of each; None for OpenSearch."""
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


def _filled(param: Any, words: Sequence[str]) -> Any:
    """A parameter with the words in the places of their marks."""
    if not isinstance(param, str):
        return param
    return _MARKS.sub(lambda mark: words[int(mark[1])], param)
