"""Addresses of Redis servers, and what only works with one."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

SESSIONS = {
    "database": "django.contrib.sessions.backends.db",
    "cache": "shop.caching.sessions",
}


def check_redis(name: str, url: str) -> str:
    """The address that the variable `name` holds, or "" for none; raises for one that can't be meant."""
    if url and not _is_redis(url):
        # The address itself may hold a password, so it isn't repeated.
        raise ImproperlyConfigured(f"{name} must look like redis://host:6379/0, rediss://… or unix:///path")
    return url


def _is_redis(url: str) -> bool:
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return False
    if parts.scheme == "unix":
        return bool(parts.path.strip("/"))
    database = parts.path.removeprefix("/")
    is_address = parts.scheme in {"redis", "rediss"} and bool(parts.hostname)
    return is_address and (not database or database.isdecimal())


def session_engine(where: str, cache_url: str) -> str:
    """SESSION_ENGINE for SESSIONS; raises for other words, and for sessions in a cache that there isn't."""
    if where not in SESSIONS:
        raise ImproperlyConfigured(f"SESSIONS must be one of {', '.join(SESSIONS)}, not {where!r}")
    if where == "cache" and not cache_url:
        raise ImproperlyConfigured("SESSIONS is cache, but CACHE_URL names no Redis that all processes share")
    return SESSIONS[where]
