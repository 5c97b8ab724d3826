"""A cache version is bumped once for each change, even if the shared cache fails meanwhile."""

from typing import Any

import pytest
from django.core.cache import caches

from shop.caching import version as cache_version
from shop.caching.backends import CacheAway
from shop.caching.version import CacheVersion


@pytest.fixture(autouse=True)
def _hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache_version, "PAUSES", (0, 0))


@pytest.fixture
def version() -> CacheVersion:
    return CacheVersion("tested")


def away(*_: Any, **__: Any) -> Any:
    raise CacheAway


def test_a_change_that_the_cache_did_not_hear_of_is_told_when_it_answers(
    version: CacheVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = version.current()
    with monkeypatch.context() as outage:
        outage.setattr(caches["shared"], "set", away)
        version.bump_now()
    assert version.current() != before


def test_without_a_cache_a_version_is_made_up(version: CacheVersion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caches["shared"], "get_or_set", away)
    assert version.current().startswith("alone-")


def test_what_was_asked_for_before_a_change_is_not_believed_after_it(
    version: CacheVersion, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cache's answer is on its way while another thread bumps the version."""
    settings.VERSION_SECONDS = 60
    shared = caches["shared"]
    get_or_set = shared.get_or_set

    def slowly(*args: Any) -> Any:
        answer = get_or_set(*args)
        version.bump_now()
        return answer

    monkeypatch.setattr(shared, "get_or_set", slowly)
    before = version.current()
    monkeypatch.setattr(shared, "get_or_set", get_or_set)
    assert version.current() != before


def test_a_process_that_never_asks_tells_of_its_change_with_the_next(
    version: CacheVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The task worker publishes a guide while the cache is away; it shows no pages itself."""
    before, worker = version.current(), CacheVersion(version.key.removesuffix(":version"))
    with monkeypatch.context() as outage:
        outage.setattr(caches["shared"], "set", away)
        worker.bump_now()
    CacheVersion("another").bump_now()
    assert caches["shared"].get(version.key) != before


def test_a_change_is_told_once_more_before_it_is_owed(
    version: CacheVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, shared = version.current(), caches["shared"]
    put, answers = shared.set, iter([away])
    monkeypatch.setattr(shared, "set", lambda *args: next(answers, put)(*args))
    version.bump_now()
    assert not cache_version._pending
    assert version.current() != before
