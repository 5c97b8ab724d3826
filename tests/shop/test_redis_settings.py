"""Addresses of Redis that can't be meant stop the start and name their setting."""

import pytest
from django.core.exceptions import ImproperlyConfigured
from redis.connection import parse_url

from shop.settings.redis_urls import check_redis, session_engine
from tests.shop.test_payment_settings import start

GOOD = ["redis://127.0.0.1:6379/0", "redis://:secret@cache.example", "rediss://a:b@h/1", "unix:///run/r.sock"]
BAD = ["127.0.0.1:6379", "http://127.0.0.1", "redis://", "redis://h:port/0", "redis://h/shop", "unix://"]


@pytest.mark.parametrize("url", GOOD)
def test_an_address_of_redis_is_taken(url: str) -> None:
    assert parse_url(check_redis("CACHE_URL", url))


@pytest.mark.parametrize("url", BAD)
def test_a_mistyped_address_is_refused(url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="CACHE_URL"):
        check_redis("CACHE_URL", url)


def test_a_password_is_not_repeated() -> None:
    with pytest.raises(ImproperlyConfigured) as refused:
        check_redis("CACHE_URL", "reds://:hush@host")
    assert "hush" not in str(refused.value)


@pytest.mark.parametrize(("where", "url"), [("redis", "redis://h"), ("cache", "")])
def test_sessions_go_nowhere_else(where: str, url: str) -> None:
    with pytest.raises(ImproperlyConfigured, match="SESSIONS"):
        session_engine(where, url)


def test_production_stops_for_a_mistyped_address() -> None:
    stopped = start(CACHE_URL="redis:/127.0.0.1")
    assert stopped.returncode
    assert "CACHE_URL must look like" in stopped.stderr
