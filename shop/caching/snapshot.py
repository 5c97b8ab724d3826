"""What a process has made for a version of what it shows, such as the shelf; made anew after a change."""

import gc
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Protocol

OLD_SECONDS = 0.5  # for how long something may be shown as it was while it is built anew
MOST_WAITING = 5  # seconds that a request waits for somebody else who builds, then the old has to do
GIVEN_UP = 30  # seconds for which nobody waits any more, after somebody has in vain
RETRY_SECONDS = 1  # after a build that failed
log = logging.getLogger("shop.caching.snapshot")


class Versioned(Protocol):
    """Something that knows which version it was made for."""

    @property
    def version(self) -> str: ...


class Snapshot[T: Versioned]:
    """One thing for its current version; the first to ask after a change makes it.

    Only one thread builds: for five thousand products that takes the better part of a second, which all
    of them would otherwise spend at once. For half a second after the change the others see the thing as it
    was, after that they wait. What is kept of it must go by the thing itself: its version may be the old one,
    and without a shared cache two things may have the same.

    Where building fails, the old thing is shown until it succeeds; only without one it is a failure.
    """

    def __init__(self) -> None:
        self._thing: T | None = None
        self._building = Lock()
        self._newest = ""
        self._ended: dict[str, float] = {}  # versions that were followed by others, and when that was noticed
        self._retry_at = self._waits_from = 0.0

    def current(self, ask: Callable[[], str], build: Callable[[str], T]) -> T:
        """The thing for the version that `ask` tells, or the one before it while somebody else builds."""
        thing, version = self._thing, ask()
        if thing is not None and thing.version == version:
            return thing
        self._notice(version)
        patience = self._patience()
        if not self._building.acquire(timeout=patience):
            if patience:
                self._waits_from = time.monotonic() + GIVEN_UP
            return self._thing or self.current(ask, build)
        try:
            return self._made(ask, build)
        finally:
            self._building.release()

    def forget(self) -> None:
        """Whoever asks next waits for a new one: between two shops that have nothing in common, in tests."""
        self._thing = None
        self._ended.clear()

    def _notice(self, version: str) -> None:
        """Remember since when the version before this one is out of date, and the last few of them."""
        if version != self._newest:
            self._ended.setdefault(self._newest, time.monotonic())
            self._ended.pop(version, None)  # it is current again
            self._newest = version
            shown = self._thing.version if self._thing else ""
            for old in [old for old in list(self._ended)[:-10] if old != shown]:
                self._ended.pop(old, None)

    def _patience(self) -> float:
        """Seconds to wait for somebody who builds: none while the old may be shown, for ever without one."""
        thing, now = self._thing, time.monotonic()
        if thing is None:
            return -1
        if now < max(self._retry_at, self._waits_from):
            return 0
        if now - self._ended.get(thing.version, now) < OLD_SECONDS:
            return 0
        return MOST_WAITING

    def _made(self, ask: Callable[[], str], build: Callable[[str], T]) -> T:
        """Build, unless somebody has while one waited; the version is asked for anew for the same reason."""
        thing, version = self._thing, ask()
        self._notice(version)
        if thing is not None and (thing.version == version or time.monotonic() < self._retry_at):
            return thing
        try:
            with _collector_off():
                self._thing = made = build(version)
        except Exception:
            if thing is None:
                raise
            self._retry_at = time.monotonic() + RETRY_SECONDS
            log.exception("What a change calls for could not be built; what was there is shown on")
            return thing
        self._waits_from = 0.0
        return made


_lock, _inside = Lock(), 0


@contextmanager
def _collector_off() -> Iterator[None]:
    """While much is made that stays, the collector would look through all of it again and again; it took
    a third of the time. Two may build at once: the last one out switches it on."""
    global _inside
    with _lock:
        _inside += 1
        gc.disable()
    try:
        yield
    finally:
        with _lock:
            _inside -= 1
            if not _inside:
                gc.enable()
