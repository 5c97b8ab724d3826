"""Words that change with what they stand for, so that whatever was made of it can be kept until then.

They stand in the shared cache: every process of the shop must see a change that one of them made.
"""

import gc
import logging
import time
import uuid
from collections import OrderedDict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from math import inf
from threading import Lock
from typing import Any, Protocol

from django.conf import settings
from django.core.cache import caches
from django.db import transaction

ALONE_SECONDS = 10
OLD_SECONDS = 0.5  # for how long something may be shown as it was while it is built anew
log = logging.getLogger("shop.versions")


class Version:
    """The version of one thing, `Version("catalogue")`; a module keeps it and hands out its two methods."""

    def __init__(self, name: str) -> None:
        self.key = f"{name}:version"
        self._value = ""
        self._until = 0.0

    def current(self) -> str:
        """The current version, asked for afresh once a moment; made up when the cache has forgotten it."""
        now = time.monotonic()
        if now >= self._until:
            self._value = self._ask(now)
            self._until = now + settings.VERSION_SECONDS
        return self._value

    def _ask(self, now: float) -> str:
        """Without its cache a process can't hear of changes, so it believes nothing for long."""
        try:
            return str(caches["shared"].get_or_set(self.key, lambda: uuid.uuid4().hex, None))
        except Exception:
            log.exception("The shared cache does not answer; pages are made anew every %s s", ALONE_SECONDS)
            return f"alone-{int(now / ALONE_SECONDS)}"

    def bump(self, **_: Any) -> None:
        """A signal receiver: after the change is committed, whatever was kept is out of date."""
        transaction.on_commit(self.renew)

    def renew(self) -> None:
        """Make a new version now."""
        self._until = 0.0
        try:
            caches["shared"].set(self.key, uuid.uuid4().hex, None)
        except Exception:
            log.exception("The shared cache does not answer; other processes notice within its time-out")


class Versioned(Protocol):
    """Something that knows which version it was made for."""

    @property
    def version(self) -> str: ...


class Built[T: Versioned]:
    """What this process has made for a version, such as the shelf; the first to ask after a change makes it.

    Only one thread builds: for five thousand products that takes the better part of a second, which all
    of them would otherwise spend at once. For the first half of a second the others see the thing as it
    was, after that they wait: nobody is shown what is more than a second old. What is kept of it must
    therefore go by its own version, not by the newest.
    """

    def __init__(self) -> None:
        self._thing: T | None = None
        self._building = Lock()
        self._began = 0.0

    def current(self, version: str, build: Callable[[str], T]) -> T:
        """The thing for a version, or the one before it while somebody else builds."""
        thing = self._thing
        if thing is not None and thing.version == version:
            return thing
        if not self._begin(has_old=thing is not None) and thing is not None:
            return thing
        try:
            thing = self._thing
            if thing is None or thing.version != version:
                with _collector_off():
                    thing = self._thing = build(version)
            return thing
        finally:
            self._building.release()

    def forget(self) -> None:
        """Whoever asks next waits for a new one: between two shops that have nothing in common, in tests."""
        self._thing = None

    def _begin(self, *, has_old: bool) -> bool:
        """Become the one who builds, at once or after somebody else; False for who may still see the old."""
        if not self._building.acquire(blocking=False):
            if has_old and time.monotonic() - self._began < OLD_SECONDS:
                return False
            self._building.acquire()
        self._began = time.monotonic()
        return True


@contextmanager
def _collector_off() -> Iterator[None]:
    """While much is made that stays, the collector would look through all of it again and again; it
    took a third of the time. Two who build at once switch it on early, which costs only time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


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
