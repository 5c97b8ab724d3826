"""Terms are added, never edited, and each order keeps its own."""

import pytest
from django.test import Client

from shop.accounts.models import User
from shop.order.models import TermsVersion
from shop.order.terms import publish_terms
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.purchases import an_order
from tests.support.roles import owner_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def staff(cleo: User) -> Client:
    cleo.groups.add(owner_group())
    return signed_in(cleo)


def test_looking_publishes_nothing(staff: Client) -> None:
    page = staff.post("/dashboard/terms/", {"version": "2", "body": "<p>New words</p>", "look": "1"})
    assert "<p>New words</p>" in page.content.decode()
    assert not TermsVersion.objects.filter(version="2").exists()


def test_a_new_version_counts_from_the_next_order_on(staff: Client) -> None:
    before = an_order()
    staff.post("/dashboard/terms/", {"version": "2", "body": "<p>New words</p>", "publish": "1"})
    after = an_order(a_product("Other oil"))
    assert (before.terms_version.version, after.terms_version.version) == ("1", "2")
    assert "New words" in Client().get("/terms/").content.decode()
    assert "newer one is in force" in Client().get("/terms/1/").content.decode()


def test_a_version_is_never_published_twice(staff: Client) -> None:
    publish_terms(version="2", body="<p>First</p>")
    staff.post("/dashboard/terms/", {"version": "2", "body": "<p>Second</p>", "publish": "1"})
    assert TermsVersion.objects.get(version="2").body == "<p>First</p>"


def test_reading_the_terms_of_a_new_shop_writes_nothing() -> None:
    assert Client().get("/terms/").status_code == 200
    assert not TermsVersion.objects.exists()
