"""A real Redis: what one process stores, another reads; sessions end at once everywhere."""

from pathlib import Path
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import caches
from django.core.cache.backends.base import BaseCache
from django.test import Client
from django.test.utils import CaptureQueriesContext
from redis import Redis

from shop.accounts.models import User
from shop.caching.redis_backends import RaisingRedisCache, ShortRedisCache
from shop.caching.sessions import SessionStore
from shop.caching.version import CacheVersion
from shop.settings.caches import caches as shop_caches

pytestmark = pytest.mark.redis


@pytest.fixture
def _in_redis(redis_url: str, settings: Any, tmp_path: Path) -> None:
    settings.CACHES = shop_caches(redis_url, tmp_path)
    settings.SESSION_ENGINE = "shop.caching.sessions"


@pytest.fixture
def other_machine(redis_url: str) -> BaseCache:
    """The shared cache as another machine sees it."""
    cache: BaseCache = RaisingRedisCache(redis_url, {})
    return cache


@pytest.mark.usefixtures("_in_redis")
def test_each_cache_of_all_processes_is_in_redis(redis_url: str) -> None:
    for alias in ("default", "shared", "pages", "sessions"):
        caches[alias].set(alias, {"a": 1})
    with Redis.from_url(redis_url) as server:
        stored = {key.decode().rpartition(":")[2] for key in server.scan_iter()}
    assert stored >= {"default", "shared", "pages", "sessions"}
    assert caches["shared"].get("default") == {"a": 1}


@pytest.mark.usefixtures("_in_redis")
def test_tries_are_counted_together(other_machine: BaseCache) -> None:
    caches["shared"].set("tries", 1)
    other_machine.incr("tries")
    assert caches["shared"].get("tries") == 2


@pytest.mark.usefixtures("_in_redis")
def test_a_change_on_one_machine_is_seen_on_the_other(other_machine: BaseCache) -> None:
    version = CacheVersion("tested")
    before = version.current()
    other_machine.clear()
    assert version.current() != before


def test_a_copy_of_a_session_is_soon_forgotten(redis_url: str) -> None:
    ShortRedisCache(redis_url, {}).set("a", 1, 1_000_000)
    ShortRedisCache(redis_url, {}).set("b", 1, None)
    with Redis.from_url(redis_url) as server:
        assert all(0 < server.ttl(key) <= 60 for key in server.scan_iter())


@pytest.mark.django_db
@pytest.mark.usefixtures("_in_redis")
def test_a_page_asks_the_database_for_no_session(
    client: Client, ada: User, django_assert_max_num_queries: Any
) -> None:
    client.force_login(ada)
    client.get("/account/")
    with django_assert_max_num_queries(200) as queries:
        assert client.get("/account/").status_code == 200
    assert not asking_for_sessions(queries)


def asking_for_sessions(queries: CaptureQueriesContext) -> list[str]:
    return [one["sql"] for one in queries if "django_session" in one["sql"]]


@pytest.mark.django_db
@pytest.mark.usefixtures("_in_redis")
def test_an_ended_session_is_over_at_once(client: Client, ada: User) -> None:
    client.force_login(ada)
    assert client.get("/account/").status_code == 200
    SessionStore().delete(client.session.session_key)
    assert client.get("/account/").status_code == 302


@pytest.mark.django_db
@pytest.mark.usefixtures("_in_redis")
def test_a_session_outlives_redis(client: Client, ada: User, redis_url: str) -> None:
    client.force_login(ada)
    with Redis.from_url(redis_url) as server:
        server.flushdb()
    assert client.get("/account/").status_code == 200
    assert Session.objects.count() == 1
