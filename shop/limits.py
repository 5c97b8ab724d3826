"""Limits on what one visitor, or anyone about one address, may try: counted in the shared cache."""

import hashlib

from django.core.cache import cache


class TooMany(Exception):
    """Tried too often; the text is for the visitor."""

    def __init__(self, minutes: int) -> None:
        super().__init__(f"That was tried too often. Please wait {minutes} minutes and try again.")


def count(what: str, who: str, *, most: int, minutes: int) -> None:
    """Count one try and raise TooMany beyond so many; no address stands in the cache, only its hash."""
    if not who:
        return
    digest = hashlib.sha256(who.strip().lower().encode()).hexdigest()[:32]
    key = f"limit.{what}.{digest}"
    cache.add(key, 0, minutes * 60)
    try:
        tries = cache.incr(key)
    except ValueError:  # it expired between the two calls
        tries = 1
    if tries > most:
        raise TooMany(minutes)
