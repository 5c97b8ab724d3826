"""Caches: in memory for one machine, in Redis behind one setting. The shop answers without any of them."""

from pathlib import Path
from typing import Any

LOCAL_MEMORY = "django.core.cache.backends.locmem.LocMemCache"
# A server that hangs is given up early; the shop then goes on without it for a moment.
REDIS_OPTIONS = {"socket_connect_timeout": 0.5, "socket_timeout": 1}


def in_memory(name: str, **settings: object) -> dict[str, Any]:
    """A cache of this process alone."""
    return {"BACKEND": LOCAL_MEMORY, "LOCATION": name, **settings}


def in_redis(url: str, backend: str = "RedisCache") -> dict[str, Any]:
    """A cache that all processes share."""
    return {"BACKEND": f"shop.caching.redis_backends.{backend}", "LOCATION": url, "OPTIONS": REDIS_OPTIONS}


def caches(url: str, folder: Path) -> dict[str, dict[str, Any]]:
    """CACHES for a Redis at `url`, or for one machine that keeps what its processes share in `folder`."""
    files = {
        "BACKEND": "shop.caching.backends.RaisingFileCache",
        "LOCATION": str(folder),
        "OPTIONS": {"MAX_ENTRIES": 5000},
    }
    return {
        "default": in_redis(url) if url else in_memory("shop"),
        # What all processes must agree on: cache versions and counted tries. It raises while it is away.
        "shared": in_redis(url, "RaisingRedisCache") if url else files,
        # Where tries are counted while "shared" is away: by each process for itself.
        "alone": in_memory("alone", OPTIONS={"MAX_ENTRIES": 5000}),
        # Whole public pages, under the versions of what they show.
        "pages": in_redis(url) if url else in_memory("pages", OPTIONS={"MAX_ENTRIES": 1000}),
        # Copies of sessions, where SESSIONS is cache.
        "sessions": in_redis(url, "ShortRedisCache") if url else in_memory("sessions"),
        # Parts of pages that are the same for everyone, by the catalogue's version.
        "template_fragments": in_memory("fragments", OPTIONS={"MAX_ENTRIES": 3000}),
        "renditions": in_memory("renditions", TIMEOUT=600),
    }
