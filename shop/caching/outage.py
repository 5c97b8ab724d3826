"""Remembers that a cache server is away, so that not every request waits for its time-out."""

import logging
import time
from collections import defaultdict

RETRY_SECONDS = 2
log = logging.getLogger("shop.caching")


class Outage:
    """Whether one cache, named by its location, answers; shared by all threads of a process."""

    def __init__(self) -> None:
        self._retry_at = 0.0

    def lasts(self) -> bool:
        """Whether the cache failed so recently that it isn't asked."""
        return time.monotonic() < self._retry_at

    def begin(self, error: Exception) -> None:
        """Note a failure; log the first of an outage, without the address, which may hold a password."""
        if not self._retry_at:
            log.error("A cache does not answer (%s); the shop works on without it", type(error).__name__)
        self._retry_at = time.monotonic() + RETRY_SECONDS

    def end(self) -> None:
        """Note an answer."""
        if self._retry_at:
            self._retry_at = 0.0
            log.warning("The cache answers again")


outages: defaultdict[str, Outage] = defaultdict(Outage)
