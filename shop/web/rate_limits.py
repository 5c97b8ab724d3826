"""Limits on what one visitor, or anyone about one address, may try: counted in the shared cache.

While that is away each process counts for itself: guessing stays limited, and nobody is refused for
our fault.
"""

import hashlib
from collections.abc import Callable

from django.core.cache import BaseCache, caches

from shop.caching.backends import CacheAway


class RateLimited(Exception):
    """Tried too often; the text is for the visitor."""

    def __init__(self, minutes: int) -> None:
        super().__init__(f"That was tried too often. Please wait {minutes} minutes and try again.")


def consume(what: str, who: str, *, most: int, minutes: int) -> None:
    """Count one try and raise TooMany beyond so many; who is unknown isn't counted.

    Counted before the work that it guards, so that many tries at once can't all pass.
    """
    if not who:
        return
    if _with_cache(lambda cache: _add(cache, _key(what, who), minutes * 60)) > most:
        raise RateLimited(minutes)


def forget(what: str, who: str) -> None:
    """Start counting anew, after the right password."""
    _with_cache(lambda cache: cache.delete(_key(what, who)))


def release(what: str, who: str) -> None:
    """Take one try back: a household that signs in often is no attack."""
    try:
        _with_cache(lambda cache: cache.decr(_key(what, who)))
    except ValueError:
        return


def _add(cache: BaseCache, key: str, seconds: int) -> int:
    """Count one more and return how many there were since the first, `seconds` ago at most."""
    cache.add(key, 0, seconds)
    try:
        return cache.incr(key)
    except ValueError:  # it expired between the two calls
        return 1


def _with_cache[T](act: Callable[[BaseCache], T]) -> T:
    try:
        return act(caches["shared"])
    except CacheAway:
        return act(caches["alone"])


def _key(what: str, who: str) -> str:
    """No address stands in the cache, only its hash."""
    return f"limit.{what}.{hashlib.sha256(who.strip().lower().encode()).hexdigest()[:32]}"
