"""Cache backends for a disk that can fail, and what they share with those of a server.

The forgiving ones behave like an empty cache during an outage, so the shop only gets slower. The raising ones
are for cache versions and rate limits (alias "shared"), which must know about the outage.
"""

import zlib
from collections.abc import Callable
from functools import wraps
from pickle import PickleError
from typing import Any, NoReturn

from django.core.cache.backends.base import BaseCache, InvalidCacheKey
from django.core.cache.backends.filebased import FileBasedCache

from shop.caching.outage import Outage, outages

# A page pickled by another release: its classes may have moved.
UNREADABLE = (PickleError, EOFError, AttributeError, ImportError, zlib.error)
UNASKED = object()


class CacheAway(Exception):
    """The cache doesn't answer."""


def _no_key(key: object, *args: object, **kwargs: object) -> NoReturn:
    raise ValueError(f"Key {key!r} not found")


# What an empty cache returns, by method. `add` returns True, as Django's dummy cache does.
EMPTY: dict[str, Callable[..., Any]] = {
    "get": lambda key, default=None, version=None: default,
    "get_many": lambda keys, version=None: {},
    "has_key": lambda key, version=None: False,
    "add": lambda key, value, timeout=None, version=None: True,
    "set": lambda key, value, timeout=None, version=None: None,
    "set_many": lambda data, timeout=None, version=None: [],
    "touch": lambda key, timeout=None, version=None: False,
    "delete": lambda key, version=None: False,
    "delete_many": lambda keys, version=None: None,
    "incr": _no_key,
    "decr": _no_key,
    "clear": lambda: None,
}


def guarded(
    base: type[BaseCache], *, forgiving: bool, away: tuple[type[Exception], ...] = (OSError,)
) -> type[BaseCache]:
    """Subclass `base`: during an outage its methods return what `EMPTY` says, or raise CacheAway.

    An outage is what raises one of `away`.
    """

    def __init__(self: Any, location: Any, params: dict[str, Any]) -> None:
        base.__init__(self, location, params)  # type: ignore[call-arg]
        self.outage = outages[str(location)]
        self.away = away

    methods: dict[str, Any] = {name: _guard(getattr(base, name), EMPTY[name], forgiving) for name in EMPTY}
    return type(base.__name__, (base,), {"__init__": __init__, "__module__": __name__, **methods})


def _guard(method: Callable[..., Any], empty: Callable[..., Any], forgiving: bool) -> Callable[..., Any]:
    @wraps(method)
    def call(self: Any, *args: object, **kwargs: object) -> object:
        answer = _ask(method, self, args, kwargs)
        if answer is not UNASKED:
            return answer
        if not forgiving:
            raise CacheAway
        return empty(*args, **kwargs)

    return call


def _ask(method: Callable[..., Any], cache: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> object:
    """Return the cache's own answer, or UNASKED if there is none."""
    outage: Outage = cache.outage
    if outage.lasts():
        return UNASKED
    try:
        answer = method(cache, *args, **kwargs)
    except cache.away as error:
        outage.begin(error)
        return UNASKED
    except InvalidCacheKey:
        raise
    except UNREADABLE:
        return UNASKED
    outage.end()
    return answer


FileCache = guarded(FileBasedCache, forgiving=True)
RaisingFileCache = guarded(FileBasedCache, forgiving=False)
