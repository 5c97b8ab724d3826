"""Limits on what one visitor, or anyone about one address, may try: counted in the shared cache."""

import hashlib

from django.core.cache import caches


class TooMany(Exception):
    """Tried too often; the text is for the visitor."""

    def __init__(self, minutes: int) -> None:
        super().__init__(f"That was tried too often. Please wait {minutes} minutes and try again.")


def count(what: str, who: str, *, most: int, minutes: int) -> None:
    """Count one try and raise TooMany beyond so many; who is unknown isn't counted.

    Counted before the work that it guards, so that many tries at once can't all pass.
    """
    if not who:
        return
    key, cache = _key(what, who), caches["shared"]
    cache.add(key, 0, minutes * 60)
    try:
        tries = cache.incr(key)
    except ValueError:  # it expired between the two calls
        tries = 1
    if tries > most:
        raise TooMany(minutes)


def forget(what: str, who: str) -> None:
    """Start counting anew, after the right password."""
    caches["shared"].delete(_key(what, who))


def give_back(what: str, who: str) -> None:
    """Take one try back: a household that signs in often is no attack."""
    try:
        caches["shared"].decr(_key(what, who))
    except ValueError:
        return


def _key(what: str, who: str) -> str:
    """No address stands in the cache, only its hash."""
    return f"limit.{what}.{hashlib.sha256(who.strip().lower().encode()).hexdigest()[:32]}"
