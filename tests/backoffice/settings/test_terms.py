"""Terms are added, never edited, and each order keeps its own."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.utils import timezone

from shop.accounts.models import User
from shop.london import start_of
from shop.order.models import TermsVersion
from shop.order.terms import InForce, planned_terms, publish_terms, withdraw_terms
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.html import words_of
from tests.support.purchases import an_order
from tests.support.roles import bookkeeper_group, owner_group

pytestmark = pytest.mark.django_db
HERE = "/office/shop-settings/terms/"
FORM = f"{HERE}change/"


@pytest.fixture
def owner(cleo: User) -> Client:
    cleo.groups.add(owner_group())
    return signed_in(cleo)


def typed(**changed: str) -> dict[str, str]:
    words = {"version": "2", "body": "<p>New words</p>", "since": f"{timezone.localdate():%Y-%m-%d}"}
    return words | changed


def in_days(number: int) -> str:
    return f"{timezone.localdate() + timedelta(days=number):%Y-%m-%d}"


def test_looking_publishes_nothing(owner: Client) -> None:
    page = owner.post(FORM, typed(look="1"))
    assert "<p>New words</p>" in page.content.decode()
    assert not TermsVersion.objects.filter(version="2").exists()


def test_a_new_version_counts_from_the_next_order_on(owner: Client) -> None:
    before = an_order()
    assert owner.post(FORM, typed(publish="1")).headers["Location"] == HERE
    after = an_order(a_product("Other oil"))
    assert (before.terms_version.version, after.terms_version.version) == ("1", "2")
    assert "New words" in Client().get("/terms/").content.decode()
    assert "newer one is in force" in Client().get("/terms/1/").content.decode()


def test_a_version_from_a_later_day_waits_for_it(owner: Client) -> None:
    owner.post(FORM, typed(publish="1", since=in_days(3)))
    assert an_order().terms_version.version == "1"
    assert Client().get("/terms/2/").status_code == 404
    assert "Withdraw it" in words_of(owner.get(HERE))
    with time_machine.travel(start_of(timezone.localdate() + timedelta(days=3))):
        assert an_order(a_product("Other oil")).terms_version.version == "2"
        assert "New words" in Client().get("/terms/").content.decode()


def test_a_planned_version_is_withdrawn(owner: Client) -> None:
    owner.post(FORM, typed(publish="1", since=in_days(3)))
    owner.post(f"{HERE}{planned_terms().get().pk}/withdraw/")
    assert not TermsVersion.objects.filter(version="2").exists()


def test_one_in_force_is_never_withdrawn(owner: Client) -> None:
    made = publish_terms(version="2", body="<p>First</p>")
    with pytest.raises(InForce):
        withdraw_terms(version=made)
    page = words_of(owner.post(f"{HERE}{made.pk}/withdraw/", follow=True))
    assert "in force already" in page and TermsVersion.objects.filter(version="2").exists()


def test_a_version_is_never_published_twice(owner: Client) -> None:
    publish_terms(version="2", body="<p>First</p>")
    page = owner.post(FORM, typed(body="<p>Second</p>", publish="1"))
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["version"])
    assert TermsVersion.objects.get(version="2").body == "<p>First</p>"


@pytest.mark.parametrize("role", ["bookkeeper", "shopkeeper"])
def test_others_read_them_and_change_nothing(role: str, ben: User, staff: Client) -> None:
    ben.groups.add(bookkeeper_group())
    reader: Any = signed_in(ben) if role == "bookkeeper" else staff
    page = words_of(reader.get(HERE))
    assert "Your right to cancel" in page and "Write the next version" not in page
    assert reader.post(FORM, typed(publish="1")).headers["Location"] == "/office/"
    assert not TermsVersion.objects.exists()
