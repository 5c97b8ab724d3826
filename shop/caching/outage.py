"""Circuit breaker for cache servers: during an outage not every request waits for the time-out."""

import logging
import time
from collections import defaultdict

RETRY_SECONDS = 2
log = logging.getLogger("shop.caching")


class Outage:
    """The state of one cache location, shared by all threads of a process."""

    def __init__(self) -> None:
        self._retry_at = 0.0

    def lasts(self) -> bool:
        """Whether the cache failed so recently that it should not be asked."""
        return time.monotonic() < self._retry_at

    def begin(self, error: Exception) -> None:
        """Record a failure. Log only the first, and without the address, which may contain a password."""
        if not self._retry_at:
            log.error("A cache does not answer (%s); the shop works without it", type(error).__name__)
        self._retry_at = time.monotonic() + RETRY_SECONDS

    def end(self) -> None:
        """Record that the cache answered."""
        if self._retry_at:
            self._retry_at = 0.0
            log.warning("The cache answers again")


outages: defaultdict[str, Outage] = defaultdict(Outage)
