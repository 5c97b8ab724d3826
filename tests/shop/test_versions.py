"""A version tells each change once, whatever the shared cache does meanwhile."""

from contextlib import suppress
from typing import Any

import pytest
from django.core.cache import caches
from django.db import transaction

from shop.versions import Version


@pytest.fixture
def version() -> Version:
    return Version("tested")


def away(*_: Any, **__: Any) -> Any:
    raise ConnectionError


def test_a_change_that_the_cache_did_not_hear_of_is_told_when_it_answers(
    version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = version.current()
    with monkeypatch.context() as outage:
        outage.setattr(caches["shared"], "set", away)
        version.renew()
    assert version.current() != before


def test_without_a_cache_a_version_is_made_up(version: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(caches["shared"], "get_or_set", away)
    assert version.current().startswith("alone-")


def test_what_was_asked_for_before_a_change_is_not_believed_after_it(
    version: Version, settings: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The cache's answer is under way as another thread renews."""
    settings.VERSION_SECONDS = 60
    shared = caches["shared"]
    get_or_set = shared.get_or_set

    def slowly(*args: Any) -> Any:
        answer = get_or_set(*args)
        version.renew()
        return answer

    monkeypatch.setattr(shared, "get_or_set", slowly)
    before = version.current()
    monkeypatch.setattr(shared, "get_or_set", get_or_set)
    assert version.current() != before


@pytest.mark.django_db(transaction=True)
def test_a_transaction_renews_once(version: Version, monkeypatch: pytest.MonkeyPatch) -> None:
    renewed = []
    monkeypatch.setattr(Version, "renew", lambda self: renewed.append(self.key))
    with transaction.atomic():
        for _ in range(100):
            version.bump()
    version.bump()
    assert renewed == [version.key] * 2


@pytest.mark.django_db(transaction=True)
def test_a_change_outside_a_part_that_is_rolled_back_is_told(
    version: Version, monkeypatch: pytest.MonkeyPatch
) -> None:
    renewed = []
    monkeypatch.setattr(Version, "renew", lambda self: renewed.append(self.key))
    with transaction.atomic():
        with suppress(OSError), transaction.atomic():
            version.bump()
            raise OSError
        version.bump()
    assert renewed == [version.key]
