"""Each method of a cache whose server, or whose disk, is away."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.core.cache.backends.base import BaseCache
from django.core.cache.backends.filebased import FileBasedCache
from django.core.cache.backends.redis import RedisCache

from shop.caching import backends, redis_backends
from shop.caching.backends import EMPTY, CacheAway
from shop.caching.outage import outages

NOWHERE = "redis://127.0.0.1:9/0"
ARGUMENTS: dict[str, tuple[Any, ...]] = {
    "get_many": (["a"],),
    "set_many": ({"a": 1},),
    "delete_many": (["a"],),
    "add": ("a", 1),
    "set": ("a", 1),
    "clear": (),
}


@pytest.fixture(autouse=True)
def _no_outage_is_remembered() -> Iterator[None]:
    outages.clear()
    yield
    outages.clear()


def file_cache(name: str, folder: Path) -> BaseCache:
    """A cache whose folder was replaced by a file, so that every call fails."""
    cache: BaseCache = getattr(backends, name)(str(folder / "cache"), {})
    (folder / "cache").rmdir()
    (folder / "cache").write_text("")
    return cache


@pytest.mark.parametrize("base", [RedisCache, FileBasedCache])
def test_every_method_that_asks_the_cache_is_guarded(base: type[BaseCache]) -> None:
    asking = {name for name in vars(base) if not name.startswith("_") and callable(getattr(base, name))}
    assert asking - {"get_backend_timeout", "cache_suffix"} <= EMPTY.keys()


@pytest.mark.parametrize("method", sorted(EMPTY.keys() - {"incr", "decr"}))
def test_without_its_server_a_cache_answers_as_an_empty_one(method: str) -> None:
    arguments = ARGUMENTS.get(method, ("a",))
    answer = getattr(redis_backends.RedisCache(NOWHERE, {}), method)(*arguments)
    assert answer == EMPTY[method](*arguments)


@pytest.mark.parametrize("method", ["incr", "decr"])
def test_nothing_can_be_counted_without_a_server(method: str) -> None:
    with pytest.raises(ValueError):
        getattr(redis_backends.RedisCache(NOWHERE, {}), method)("a")


@pytest.mark.parametrize("method", sorted(EMPTY))
def test_what_must_know_is_told(method: str) -> None:
    with pytest.raises(CacheAway):
        getattr(redis_backends.RaisingRedisCache(NOWHERE, {}), method)(*ARGUMENTS.get(method, ("a",)))


def test_a_disk_that_takes_nothing_is_an_empty_cache(tmp_path: Path) -> None:
    cache = file_cache("FileCache", tmp_path)
    cache.set("a", 1)
    assert cache.get("a", "nothing") == "nothing"


def test_what_must_know_is_told_of_the_disk(tmp_path: Path) -> None:
    with pytest.raises(CacheAway):
        file_cache("RaisingFileCache", tmp_path).set("a", 1)


def test_a_default_is_made_where_nothing_is_stored() -> None:
    assert redis_backends.RedisCache(NOWHERE, {}).get_or_set("a", lambda: 7) == 7


def test_a_server_that_is_away_is_not_asked_again_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    cache = redis_backends.RedisCache(NOWHERE, {})
    monkeypatch.setattr(cache._cache, "get_client", lambda *a, **k: asked.append(1) or 1 / 0)
    outages[NOWHERE].begin(ConnectionError())
    cache.get("a")
    assert not asked


def test_an_outage_is_logged_once_and_its_end_too(caplog: pytest.LogCaptureFixture) -> None:
    outage = outages["redis://:secret@10.0.0.1"]
    for _ in range(3):
        outage.begin(ConnectionError("redis://:secret@10.0.0.1"))
    outage.end()
    outage.end()
    assert len(caplog.messages) == 2
    assert "secret" not in caplog.text
