"""Words that change with what they stand for, so that whatever was made of it can be kept until then.

They stand in the shared cache: every process of the shop must see a change that one of them made.
"""

import logging
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable
from math import inf
from threading import Lock
from typing import Any

from django.conf import settings
from django.core.cache import caches
from django.db import transaction

ALONE_SECONDS = 10
LAST_WISHES = 8
log = logging.getLogger("shop.versions")


class Version:
    """The version of one thing, `Version("catalogue")`; a module keeps it and hands out its two methods."""

    def __init__(self, name: str) -> None:
        self.key = f"{name}:version"
        self._value = ""
        self._until = 0.0
        self._renewals = 0
        self._owed = False

    def current(self) -> str:
        """The current version, asked for afresh once a moment; made up when the cache has forgotten it."""
        now = time.monotonic()
        if now < self._until:
            return self._value
        renewals = self._renewals
        value = self._ask(now)
        if renewals == self._renewals:  # else a change came while the cache was being asked
            self._value, self._until = value, now + settings.VERSION_SECONDS
        return value

    def _ask(self, now: float) -> str:
        """Without its cache a process can't hear of changes, so it believes nothing for long."""
        try:
            if self._owed:
                self._set()
            return str(caches["shared"].get_or_set(self.key, lambda: uuid.uuid4().hex, None))
        except Exception:
            log.exception("The shared cache does not answer; pages are made anew every %s s", ALONE_SECONDS)
            return f"alone-{int(now / ALONE_SECONDS)}"

    def bump(self, **_: Any) -> None:
        """A signal receiver: after the change is committed, whatever was kept is out of date.

        A transaction that changes a hundred things calls it a hundred times, mostly in a row: once will do.
        """
        connection = transaction.get_connection()
        wish = (set(connection.savepoint_ids), self.renew, False)  # as on_commit keeps it
        if not connection.in_atomic_block or wish not in connection.run_on_commit[-LAST_WISHES:]:
            transaction.on_commit(self.renew)

    def renew(self) -> None:
        """Make a new version now; what the cache didn't take is owed to it until it answers again."""
        try:
            self._set()
        except Exception:
            self._owed = True
            log.exception("The shared cache does not answer; it is told of the change when it does")
        self._renewals += 1
        self._until = 0.0

    def _set(self) -> None:
        caches["shared"].set(self.key, uuid.uuid4().hex, None)
        self._owed = False


class Kept[K, T]:
    """Things this process has made for a state of the shop, by key: product pages, guides, addresses.

    A state is what they depend on, such as a version and the day; with another one all are forgotten.
    """

    def __init__(self, *, most: int, seconds: float = inf) -> None:
        self._most, self._seconds = most, seconds
        self._state: object = None
        self._things: OrderedDict[K, tuple[float, T]] = OrderedDict()
        self._lock = Lock()

    def get(self, key: K, *, state: object, make: Callable[[], T | None]) -> T | None:
        """The thing, made anew where it isn't there or too old; that there is none is never kept."""
        with self._lock:
            if state != self._state:
                self._things.clear()
                self._state = state
            made, thing = self._things.get(key, (0.0, None))
        if thing is None or time.monotonic() - made > self._seconds:
            thing = make()
            if thing is not None:
                self._put(key, state, thing)
        return thing

    def _put(self, key: K, state: object, thing: T) -> None:
        """Unless the state has changed meanwhile; the oldest make room."""
        with self._lock:
            if state == self._state:
                self._things[key] = (time.monotonic(), thing)
                while len(self._things) > self._most:
                    self._things.popitem(last=False)
