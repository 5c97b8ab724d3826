"""Rate limits, counted in the shared cache by name and key, such as a network or an email address.

While the cache is down each process counts in its own memory, so that guessing stays limited.
"""

import hashlib
from collections.abc import Callable

from django.core.cache import BaseCache, caches

from shop.caching.backends import CacheAway


class RateLimited(Exception):
    """The limit is exceeded; the message is for the visitor."""

    def __init__(self, minutes: int) -> None:
        super().__init__(f"That was tried too often. Please wait {minutes} minutes and try again.")


def consume(what: str, who: str, *, most: int, minutes: int) -> None:
    """Count one attempt; raises RateLimited after `most` within `minutes`. An empty `who` isn't counted.

    Call it before the work that it limits, so that simultaneous attempts can't all pass.
    """
    if not who:
        return
    if _with_cache(lambda cache: _add(cache, _key(what, who), minutes * 60)) > most:
        raise RateLimited(minutes)


def forget(what: str, who: str) -> None:
    """Reset the counter, for example after a correct password."""
    _with_cache(lambda cache: cache.delete(_key(what, who)))


def release(what: str, who: str) -> None:
    """Take one attempt back, so that successful sign-ins don't use up the limit."""
    try:
        _with_cache(lambda cache: cache.decr(_key(what, who)))
    except ValueError:
        return


def _add(cache: BaseCache, key: str, seconds: int) -> int:
    """Increment the counter and return it; it expires `seconds` after the first attempt."""
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
    """The cache key, with a hash instead of the address."""
    return f"limit.{what}.{hashlib.sha256(who.strip().lower().encode()).hexdigest()[:32]}"
