"""Buyers who don't refuse may hear of similar products; who refuses, or once left, may not."""

import pytest
from django.test import Client

from guides.newsletter.email_digest import digest
from guides.newsletter.models import BuyerChoice, Consent, Permission, Suppression
from shop.order.models import Order
from tests.support.factories import a_basket, a_product
from tests.support.purchases import an_order


@pytest.fixture
def buys(db, django_capture_on_commit_callbacks):
    def buy(title: str = "Sunflower oil", *, paid: bool = True, **details: str) -> Order:
        with django_capture_on_commit_callbacks(execute=True):
            order = an_order(a_product(title), **details)
        if paid:
            with django_capture_on_commit_callbacks(execute=True):
                assert order.move("Paid")
        return order

    return buy


def test_paid_order_without_refusal_permits_similar_products_only(buys):
    buys()
    assert [row.purpose for row in Permission.objects.all()] == ["soft"]
    row = Consent.objects.get()
    assert "don’t email me about similar products" in row.wording
    assert row.wording_version == 3
    assert "order" in row.basis


def test_refusal_is_recorded_and_permits_nothing(buys):
    buys(refuses_mail="1")
    assert not Permission.objects.exists()
    assert Consent.objects.get().action == "refused"


def test_refusal_ends_the_permission_of_an_earlier_purchase(buys):
    buys()
    buys("Jojoba oil", refuses_mail="1")
    assert not Permission.objects.exists()


def test_unpaid_order_permits_nothing(buys):
    buys(paid=False)
    assert not Permission.objects.exists()
    assert BuyerChoice.objects.count() == 1


def test_buying_again_brings_nobody_back_who_left(buys):
    Suppression.objects.create(email_hash=digest("wilma@example.com"), reason=Suppression.LEFT)
    buys()
    assert not Permission.objects.exists()


def test_fault_here_never_harms_the_order(buys, monkeypatch):
    monkeypatch.setattr(BuyerChoice.objects, "get_or_create", lambda **_: 1 / 0)
    assert buys().status == "Paid"


def test_box_stands_at_the_checkout_unticked_and_keeps_its_answer(db):
    client = Client()
    client.post(f"/basket/add/{a_product().pk}/", {"quantity": "1"})
    page = client.get("/checkout/").content.decode()
    assert 'name="refuses_mail"' in page
    assert "checked" not in page.partition('name="refuses_mail"')[2].partition(">")[0]
    client.post("/checkout/", {"guest": "1", "email": "wilma@example.com", "refuses_mail": "1"})
    page = client.get("/checkout/").content.decode()
    assert "checked" in page.partition('name="refuses_mail"')[2].partition(">")[0]


def test_basket_alone_says_nothing(db):
    a_basket(a_product())
    assert not BuyerChoice.objects.exists()
