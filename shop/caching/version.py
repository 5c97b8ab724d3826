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
from typing import Any, overload

from django.conf import settings
from django.core.cache import caches
from django.db import transaction

from shop.caching.backends import CacheAway

ALONE_SECONDS = 10
PAUSES = (0.05, 0.2)  # seconds between tries to tell of a change
log = logging.getLogger("shop.caching.version")


class CacheVersion:
    """The version of one thing, `Version("catalogue")`; a module keeps it and hands out its two methods."""

    def __init__(self, name: str) -> None:
        self.key = f"{name}:version"
        self._value = ""
        self._until = 0.0
        self._renewals = 0

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
            for version in list(_owed):
                version._set()
            return str(caches["shared"].get_or_set(self.key, lambda: uuid.uuid4().hex, None))
        except CacheAway:
            return f"alone-{int(now / ALONE_SECONDS)}"

    def bump(self, **_: Any) -> None:
        """A signal receiver: after the change is committed, whatever was kept is out of date."""
        transaction.on_commit(self.renew)

    def renew(self) -> None:
        """Make a new version now; what the cache doesn't take is owed to it until it answers again."""
        for pause in (*PAUSES, None):
            try:
                for version in {self, *_owed}:
                    version._set()
                break
            except CacheAway:
                if pause is None:
                    _owed.add(self)
                    log.warning("The shared cache does not answer; it is told of the change when it does")
                else:
                    time.sleep(pause)
        self._renewals += 1
        self._until = 0.0

    def _set(self) -> None:
        caches["shared"].set(self.key, uuid.uuid4().hex, None)
        _owed.discard(self)


# Versions with a change that the shared cache has not heard of; whichever next reaches it tells of all.
_owed: set[CacheVersion] = set()


class LocalCache[K, T]:
    """Things this process has made for a state of the shop, by key: product pages, guides, addresses.

    A state is what they depend on, such as a version and the day; with another one all are forgotten.
    """

    def __init__(self, *, most: int, seconds: float = inf) -> None:
        self._most, self._seconds = most, seconds
        self._state: object = None
        self._things: OrderedDict[K, tuple[float, T]] = OrderedDict()
        self._lock = Lock()

    @overload
    def get(self, key: K, *, state: object, make: Callable[[], T]) -> T: ...
    @overload
    def get(self, key: K, *, state: object, make: Callable[[], T | None]) -> T | None: ...
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
