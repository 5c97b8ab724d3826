"""Per-process snapshots, rebuilt when their cache version changes."""

import gc
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Protocol

OLD_SECONDS = 0.5  # how long the old object may be used during a build
MOST_WAITING = 5  # how long a request waits for another thread before it uses the old object
GIVEN_UP = 30  # after a wait timed out, no request waits for this long
RETRY_SECONDS = 1  # after a build that failed
log = logging.getLogger("shop.caching.snapshot")


class Versioned(Protocol):
    """An object with the cache version it was built for."""

    @property
    def version(self) -> str: ...


class Snapshot[T: Versioned]:
    """One object for its current cache version; the first request after a change rebuilds it.

    Only one thread builds: for 5,000 products that takes most of a second, which all threads would otherwise
    spend at once. For half a second after the change the other threads get the old object, then they wait.
    Caches of derived values must use the object's identity as their key, not its version: the version may be
    the old one, and without a shared cache two objects may have the same version.

    If a build fails, the old object stays in use until a build succeeds. Without an old object it raises.
    """

    def __init__(self) -> None:
        self._thing: T | None = None
        self._building = Lock()
        self._newest = ""
        self._ended: dict[str, float] = {}  # superseded versions, with the time when that was noticed
        self._retry_at = self._waits_from = 0.0

    def current(self, ask: Callable[[], str], build: Callable[[str], T]) -> T:
        """Return the object for the version from `ask`, or the previous one while another thread builds."""
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
        """Drop the object, so that the next request waits for a new one. Tests need it between databases."""
        self._thing = None
        self._ended.clear()

    def _notice(self, version: str) -> None:
        """Record when the previous version ended; remember only the last few."""
        if version != self._newest:
            self._ended.setdefault(self._newest, time.monotonic())
            self._ended.pop(version, None)  # it is current again
            self._newest = version
            shown = self._thing.version if self._thing else ""
            for old in [old for old in list(self._ended)[:-10] if old != shown]:
                self._ended.pop(old, None)

    def _patience(self) -> float:
        """Seconds to wait for a build: 0 while the old object may be used, -1 (no limit) without one."""
        thing, now = self._thing, time.monotonic()
        if thing is None:
            return -1
        if now < max(self._retry_at, self._waits_from):
            return 0
        if now - self._ended.get(thing.version, now) < OLD_SECONDS:
            return 0
        return MOST_WAITING

    def _made(self, ask: Callable[[], str], build: Callable[[str], T]) -> T:
        """Build, unless another thread has done so meanwhile; for the same reason `ask` is called again."""
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
            log.exception("A snapshot could not be built; the previous one stays in use")
            return thing
        self._waits_from = 0.0
        return made


_lock, _inside = Lock(), 0


@contextmanager
def _collector_off() -> Iterator[None]:
    """Switch the garbage collector off during a build.

    It would scan the many new objects again and again, a third of the build's time. With two builds at once
    the last one switches it on again.
    """
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
