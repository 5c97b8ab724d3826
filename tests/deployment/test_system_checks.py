"""Servers that settings name and that don't answer are named before a shop goes live."""

from typing import Any

import pytest

from shop.deployment.system_checks import redis_answers


def test_without_redis_nothing_is_asked() -> None:
    assert redis_answers() == []


def test_a_redis_that_is_away_is_named(settings: Any) -> None:
    settings.CACHE_URL = "redis://:hush@127.0.0.1:9/0"
    (said,) = redis_answers()
    assert "CACHE_URL" in said.msg
    assert "hush" not in said.msg


@pytest.mark.redis
def test_a_redis_that_answers_is_right(settings: Any, redis_url: str) -> None:
    settings.CACHE_URL = redis_url
    assert redis_answers() == []


@pytest.mark.redis
def test_a_wrong_password_is_found(settings: Any, redis_url: str) -> None:
    settings.CACHE_URL = redis_url.replace("redis://", "redis://somebody:wrong@")
    assert [said.id for said in redis_answers()] == ["shop.deployment.E001"]
