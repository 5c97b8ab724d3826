"""Cache versions shared by all processes. Bumping one makes everything cached under it unreachable.

They are stored in the shared cache, so that every process sees a change made in another.
"""

import logging
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable
from math import inf
from threading import Lock
from typing import overload

from django.conf import settings
from django.core.cache import caches
from django.db import transaction

from shop.caching.backends import CacheAway

ALONE_SECONDS = 10
PAUSES = (0.05, 0.2)  # seconds between attempts to set a new version
log = logging.getLogger("shop.caching.version")


class CacheVersion:
    """The version of one thing, such as `CacheVersion("catalogue")`; create each once, in a module."""

    def __init__(self, name: str) -> None:
        self.key = f"{name}:version"
        self._value = ""
        self._until = 0.0
        self._bumps = 0

    def current(self) -> str:
        """The current version, read from the shared cache every VERSION_SECONDS and created if missing."""
        now = time.monotonic()
        if now < self._until:
            return self._value
        bumps = self._bumps
        value = self._ask(now)
        if bumps == self._bumps:  # otherwise it was bumped while the cache was being asked
            self._value, self._until = value, now + settings.VERSION_SECONDS
        return value

    def _ask(self, now: float) -> str:
        """Without the shared cache a process can't see bumps of others, so its version lasts only seconds."""
        try:
            for version in list(_pending):
                version._set()
            return str(caches["shared"].get_or_set(self.key, lambda: uuid.uuid4().hex, None))
        except CacheAway:
            return f"alone-{int(now / ALONE_SECONDS)}"

    def bump_on_commit(self, **_: object) -> None:
        """Signal receiver: bump once the transaction is committed."""
        transaction.on_commit(self.bump_now)

    def bump_now(self) -> None:
        """Set a new version; if the cache is down, set it once the cache answers again."""
        for pause in (*PAUSES, None):
            try:
                for version in {self, *_pending}:
                    version._set()
                break
            except CacheAway:
                if pause is None:
                    _pending.add(self)
                    log.warning("The shared cache does not answer; the new version is set once it does")
                else:
                    time.sleep(pause)
        self._bumps += 1
        self._until = 0.0

    def _set(self) -> None:
        caches["shared"].set(self.key, uuid.uuid4().hex, None)
        _pending.discard(self)


# Versions bumped during an outage; the next call that reaches the shared cache sets them all.
_pending: set[CacheVersion] = set()


class LocalCache[K, T]:
    """A bounded per-process cache by key for one state, for example of product pages or guides.

    The state is what the values depend on, such as a version and the day. A new state empties the cache.
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
        """Return the cached value, or make it if it's missing or too old. None is never cached."""
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
        """Store the value unless the state has changed meanwhile; drop the oldest values."""
        with self._lock:
            if state == self._state:
                self._things[key] = (time.monotonic(), thing)
                while len(self._things) > self._most:
                    self._things.popitem(last=False)
