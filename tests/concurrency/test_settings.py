"""Two owners save the same settings at once: the second is told, and nothing is lost in silence."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from guides.demo.pages import load_pages
from shop.accounts.models import User
from shop.backoffice.settings import seen_form
from shop.shipping.models import DispatchHours
from shop.trader.appearance import Header
from shop.trader.header import first_header
from tests.concurrency.rivals import together, when_all_are_there
from tests.support.cast import signed_in
from tests.support.roles import owner_group

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
CUT_OFF = "/office/shop-settings/dispatch/"
HEADER = "/office/shop-settings/header/"


@pytest.fixture
def owners(ben: User, cleo: User) -> list[Client]:
    """Ben and Cleo, who own the shop together."""
    for person in (ben, cleo):
        person.groups.add(owner_group())
    return [signed_in(ben), signed_in(cleo)]


def at_once(owners: list[Client], url: str, *sent: dict[str, Any]) -> list[int]:
    """The status that each gets, the lower one first."""
    deeds: list[Callable[[], Any]] = [
        lambda client=client, data=data: client.post(url, data)
        for client, data in zip(owners, sent, strict=True)
    ]
    return sorted(answer.status_code for answer in together(*deeds))


def cut_offs(owners: list[Client], *hours: str) -> list[int]:
    seen = owners[0].get(CUT_OFF).context["cut_off_form"]["seen"].value()
    return at_once(owners, f"{CUT_OFF}cut-off/", *({"cut_off": hour, "seen": seen} for hour in hours))


@pytest.mark.parametrize("is_first", [True, False], ids=["no row yet", "a row"])
def test_the_second_is_told(is_first: bool, owners: list[Client]) -> None:
    if not is_first:
        DispatchHours.objects.create(cut_off="12:00")
    assert cut_offs(owners, "11:00", "15:00") == [302, 422]
    assert DispatchHours.objects.count() == 1


def test_without_lock_one_is_lost_in_silence(owners: list[Client], monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: both have read the same row before one of them writes."""
    DispatchHours.objects.create(cut_off="12:00")
    seen = owners[0].get(CUT_OFF).context["cut_off_form"]["seen"].value()
    monkeypatch.setattr(seen_form, "lock_settings", lambda: None)
    monkeypatch.setattr(seen_form, "state_of", when_all_are_there(seen_form.state_of))
    sent = [{"cut_off": hour, "seen": seen} for hour in ("11:00", "15:00")]
    assert at_once(owners, f"{CUT_OFF}cut-off/", *sent) == [302, 302]


def test_of_two_new_names_one_counts(owners: list[Client]) -> None:
    load_pages(pictures=False)  # the menu leads to them
    first = first_header()
    known = {"links": first.links, "further_links": first.further_links, "seen": "0"}
    assert at_once(owners, f"{HEADER}save/", *(known | {"name": name} for name in ("Lark", "Wren"))) == [
        302,
        422,
    ]
    assert Header.objects.count() == 1
