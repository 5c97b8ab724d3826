"""Per-process snapshots, rebuilt when their cache version changes."""

import gc
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Lock
from typing import Protocol

RETRY_SECONDS = 1  # after a build that failed
log = logging.getLogger("shop.caching.snapshot")


class Versioned(Protocol):
    """An object with the cache version it was built for."""

    @property
    def version(self) -> str: ...


class Snapshot[T: Versioned]:
    """One object for its current cache version; the first request after a change rebuilds it.

    Only one thread builds: for 5,000 products that takes most of a second, which all threads would otherwise
    spend at once. Meanwhile the other threads get the old object; without one they wait.
    Caches of derived values must use the object's identity as their key, not its version: without a shared
    cache two objects may have the same version.

    If a build fails, the old object stays in use until a build succeeds. Without an old object it raises.
    """

    def __init__(self) -> None:
        self._thing: T | None = None
        self._building = Lock()
        self._retry_at = 0.0

    def current(self, ask: Callable[[], str], build: Callable[[str], T]) -> T:
        """Return the object for the version from `ask`, or the previous one while another thread builds."""
        thing = self._thing
        if thing is not None and thing.version == ask():
            return thing
        if not self._building.acquire(blocking=thing is None):
            return thing or self.current(ask, build)
        try:
            return self._made(ask, build)
        finally:
            self._building.release()

    def forget(self) -> None:
        """Drop the object, so that the next request waits for a new one. Tests need it between databases."""
        self._thing = None

    def _made(self, ask: Callable[[], str], build: Callable[[str], T]) -> T:
        """Build, unless another thread has done so meanwhile; for the same reason `ask` is called again."""
        thing, version = self._thing, ask()
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
