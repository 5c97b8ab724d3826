"""The backends for a Redis. Apart, because the library takes 5 MB in each process that loads it."""

from django.core.cache.backends import redis
from django.core.cache.backends.base import DEFAULT_TIMEOUT
from redis.exceptions import RedisError

from shop.caching.backends import guarded

AWAY = (RedisError, OSError)
SHORT = 60  # seconds

RedisCache = guarded(redis.RedisCache, forgiving=True, away=AWAY)
RaisingRedisCache = guarded(redis.RedisCache, forgiving=False, away=AWAY)


class ShortRedisCache(RedisCache):  # type: ignore[valid-type, misc]
    """Forgets everything within a minute, however long it was to be stored."""

    def get_backend_timeout(self, timeout: object = DEFAULT_TIMEOUT) -> int:
        """Seconds; longer ones and “for ever” become a minute."""
        asked: int | None = super().get_backend_timeout(timeout)
        return SHORT if asked is None else min(asked, SHORT)
