"""Wagtail's two indexes, of words and of references, are written when a test reads them.

Most tests read neither, and a product takes 5 ms without them, 16 with. Nothing has to be marked: where a
test's file speaks of an index, or its rows are committed, both are written at once, as in the shop; anywhere
else each query of an index finds it complete.
"""

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from django.apps import apps
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created
from modelsearch import signal_handlers as search
from wagtail import signal_handlers as references

from shop.search_engine.index import index as found_words

# `re.search` does not; a process that is killed before any of its writes is to be killed before these, too.
SPEAKS_OF_AN_INDEX = re.compile(r"(?<!\bre\.)search|usage|reference_?index|process_kill", re.IGNORECASE)
COMMITTING = {"module_rows", "demo_shop", "opened_shop", "transactional_db", "live_server"}


class LateIndex:
    """Stands between a signal's handler and the task that indexes one row, given its app, model and key."""

    def __init__(self, table: str, handlers: ModuleType, task: str, changed: Callable[[], object]) -> None:
        self.table = table
        self.changed = changed
        self.task = getattr(handlers, task)
        self.rows: dict[tuple[str, ...], None] = {}  # those that wait, in their order
        self.at_once = True
        setattr(handlers, task, self)

    def begin(self, *, at_once: bool) -> None:
        self.rows.clear()
        self.at_once = at_once

    def enqueue(self, *row: str) -> None:
        if self.at_once:
            self.task.enqueue(*row)
        else:
            self.rows[row] = None
            self.changed()

    def write(self) -> None:
        """Write what waits, except rows that have been deleted since."""
        rows = list(self.rows)
        self.rows.clear()
        for app, model, key in rows:
            if apps.get_model(app, model)._default_manager.filter(pk=key).exists():
                self.task.enqueue(app, model, key)


INDEXES = [
    LateIndex("wagtailsearch_indexentry", search, "insert_or_update_object_task", found_words.bump_now),
    LateIndex("wagtailcore_referenceindex", references, "update_reference_index_task", lambda: None),
]


def before_a_query(execute: Callable[..., Any], sql: str, *args: Any) -> Any:
    """Execute wrapper: whatever reads an index finds in it what the test has written."""
    for index in INDEXES:
        if index.rows and index.table in sql:
            index.write()
    return execute(sql, *args)


def _listen(connection: BaseDatabaseWrapper, **_: object) -> None:
    if before_a_query not in connection.execute_wrappers:
        connection.execute_wrappers.append(before_a_query)


connection_created.connect(_listen, dispatch_uid=__name__)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    """Before its fixtures, which write rows."""
    at_once = _commits(item) or _speaks_of_an_index(item.path)
    for index in INDEXES:
        index.begin(at_once=at_once)


def _commits(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    is_transactional = bool(marker and (marker.args or marker.kwargs.get("transaction")))
    return is_transactional or bool(COMMITTING & set(getattr(item, "fixturenames", ())))


@cache
def _speaks_of_an_index(file: Path) -> bool:
    return bool(SPEAKS_OF_AN_INDEX.search(file.read_text(encoding="utf-8")))
