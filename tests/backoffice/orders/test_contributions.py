"""Contributions among the orders of the office: named, never packed, given back as an amount."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from shop.order.models import Order
from shop.payment.models import Refund
from tests.support.contributions import a_paid_contribution
from tests.support.html import single_spaced
from tests.support.purchases import the_payment

pytestmark = pytest.mark.django_db


def test_the_office_gives_it_back(staff: Client) -> None:
    order = a_paid_contribution()
    url = f"/office/orders/{order.number}/refund/{the_payment(order).pk}/"
    form = staff.get(url).context["form"]
    sent = {"key": str(form["key"].value()), "other": "5.00", "reason": "cancelled"}
    assert "Give £5.00 back" in staff.post(url, sent).content.decode()
    staff.post(url, sent | {"seen": "500"})
    assert Refund.objects.get().amount_minor == 500
    page = staff.get(f"/office/orders/{order.number}/").content.decode()
    assert "Cancelled" in page


def test_the_list_names_it_and_finds_it_by_its_kind(staff: Client) -> None:
    order = a_paid_contribution()
    for query in ("kind=contribution", "state=Contribution+paid"):
        page = single_spaced(staff.get(f"/office/orders/?{query}"))
        assert order.number in page and "£5.00" in page
    for query in ("state=To+pack", "state=On+hold", "kind=no+charge"):
        assert order.number not in single_spaced(staff.get(f"/office/orders/results/?{query}"))


def test_its_page_offers_nothing_that_needs_a_parcel(staff: Client) -> None:
    page = single_spaced(staff.get(f"/office/orders/{a_paid_contribution().number}/"))
    assert "Money given for the guides" in page and "Refund" in page
    for words in ("Send this order", "Put on hold", "Return or claim", "Packing slip", "Delivery address"):
        assert words not in page, words
    assert "Cancel the order" not in page and "At no charge" not in page


def test_today_names_what_came_apart_from_sales(staff: Client) -> None:
    order = a_paid_contribution(700)
    yesterday = timezone.now() - timedelta(days=1)
    Order.objects.filter(pk=order.pk).update(simulated=False, date_placed=yesterday)
    page = single_spaced(staff.get("/office/"))
    assert "£7.00 in 1 contribution to the guides" in page
    assert "Yesterday: £0.00 from 0 orders" in page


def test_today_and_packing_dont_ask_for_it(staff: Client) -> None:
    order = a_paid_contribution()
    assert order.number not in single_spaced(staff.get("/office/pack/"))
    assert "to pack" not in single_spaced(staff.get("/office/"))
