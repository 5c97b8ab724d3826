"""Limits of calls to Stripe from requests: a few at once, and none while Stripe doesn't answer.

Stripe may take as long as its time-out. Without a limit a few shoppers who pay would hold every thread,
and nobody could see a page. The worker isn't limited: nobody waits for it, and it gives up by itself.
"""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

AT_ONCE = 4  # of a process; the server gives each one twelve threads
WAIT_FOR_A_TURN = 1.0  # seconds
FAILURES, PAUSE = 3, 30.0  # so many calls without an answer in a row, then so many seconds without any

_in_request: ContextVar[bool] = ContextVar("stripe_in_request", default=False)
_turns = threading.BoundedSemaphore(AT_ONCE)


class NotAsked(Exception):
    """Stripe wasn't asked: too many wait for it, or it hasn't answered lately."""


class Breaker:
    """Open after several calls without an answer: the next ones needn't wait to learn the same.

    Once the pause is over one call is let through; its answer closes the breaker, or opens it again.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._failed, self._closed_from = 0, 0.0

    def allows(self) -> bool:
        """Whether a call may be made; the first one after a pause keeps the others waiting."""
        with self._lock:
            if self._failed < FAILURES:
                return True
            if self._clock() < self._closed_from:
                return False
            self._closed_from = self._clock() + PAUSE
            return True

    def note(self, *, answered: bool) -> None:
        """Record whether a call was answered."""
        with self._lock:
            self._failed = 0 if answered else self._failed + 1
            if self._failed >= FAILURES:
                self._closed_from = self._clock() + PAUSE


breaker = Breaker()


def in_request() -> bool:
    """Whether this code runs in a request, so that a browser or Stripe waits."""
    return _in_request.get()


@contextmanager
def limited() -> Iterator[None]:
    """Context of a request: its calls to Stripe are limited."""
    token = _in_request.set(True)
    try:
        yield
    finally:
        _in_request.reset(token)


@contextmanager
def turn() -> Iterator[None]:
    """Context of one call to Stripe; raises NotAsked before anything is sent."""
    if not in_request():
        yield
        return
    if not breaker.allows() or not _turns.acquire(timeout=WAIT_FOR_A_TURN):
        raise NotAsked
    try:
        yield
    finally:
        _turns.release()
