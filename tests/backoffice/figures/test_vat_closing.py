"""Closing a VAT period in the office."""

from typing import Any

import pytest
from django.test import Client

from shop.accounts.models import User
from shop.backoffice.roles import BOOKKEEPER, SHOPKEEPER, role_group
from shop.documents.models import ClosedVatPeriod
from tests.support.cast import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/office/figures/vat/close/"
DAYS = {"first": "2026-07-01", "last": "2026-09-30"}
SHOWN = {"net": "0", "vat": "0", "gross": "0"}


@pytest.fixture
def books(cleo: User, time_machine: Any) -> Client:
    time_machine.move_to("2026-10-07 12:00:00+01:00")
    cleo.groups.set([role_group(BOOKKEEPER)])
    return signed_in(cleo)


def test_the_bookkeeper_closes_what_the_page_shows(books: Client) -> None:
    assert b"Close this period" in books.get("/office/figures/vat/", DAYS).content
    assert b"with \xc2\xa30.00 VAT" in books.get(PAGE, DAYS).content
    answer = books.post(PAGE, DAYS | SHOWN | {"is_sent": "on"}, follow=True)
    assert "is closed" in answer.content.decode()
    assert b"Close this period" not in answer.content


def test_the_return_has_to_be_sent_first(books: Client) -> None:
    answer = books.post(PAGE, DAYS | SHOWN)
    assert answer.status_code == 422
    assert "Send the return first" in answer.content.decode()
    assert not ClosedVatPeriod.objects.exists()


def test_changed_figures_are_shown_again(books: Client) -> None:
    answer = books.post(PAGE, DAYS | SHOWN | {"vat": "5", "is_sent": "on"})
    assert answer.status_code == 422
    assert "The figures have changed" in answer.content.decode()


def test_a_period_that_runs_has_no_button(books: Client) -> None:
    answer = books.get(PAGE, {"first": "2026-10-01", "last": "2026-12-31"})
    assert "It can be closed from the day after." in answer.content.decode()
    assert b"<button" not in answer.content.split(b"office-facts")[1].split(b"Back to the VAT page")[0]


def test_wrong_days_lead_back(books: Client) -> None:
    assert books.get(PAGE, {"first": "soon", "last": ""})["Location"] == "/office/figures/vat/"


def test_shopkeepers_read_only(cleo: User) -> None:
    cleo.groups.set([role_group(SHOPKEEPER)])
    client = signed_in(cleo)
    assert b"Close this period" not in client.get("/office/figures/vat/", DAYS).content
    assert client.post(PAGE, DAYS | SHOWN | {"is_sent": "on"})["Location"] == "/office/"
