"""An order that is placed before a change of VAT and paid after it has the VAT of the payment’s day."""

from datetime import timedelta
from decimal import Decimal as D
from typing import Any

import pytest
from django.utils import timezone

from shop.accounts.models import User
from shop.order.models import Order
from shop.payment.services import sync_attempt
from tests.documents.test_vat_changes import at, new_rate, registered
from tests.support.factories import a_product
from tests.support.purchases import an_order, started, tries_card

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def paid_tomorrow(monkeypatch: pytest.MonkeyPatch, **more: Any) -> Order:
    """Placed today and paid at noon of tomorrow, with real money."""
    order = an_order(a_product("Calm oil"), **more)
    Order.objects.filter(pk=order.pk).update(simulated=False)
    attempt = started(Order.objects.get(pk=order.pk))
    tries_card(attempt)
    at(monkeypatch, timezone.localdate() + DAY)
    sync_attempt(attempt=attempt)
    return Order.objects.get(pk=order.pk)


def test_vat_is_due_on_what_is_paid_once_registered(
    settings: Any, cleo: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.VAT_REGISTERED = False
    registered(timezone.localdate() + DAY, cleo)
    order = paid_tomorrow(monkeypatch)
    line = order.lines.get()
    assert (line.vat_rate, line.line_price_excl_tax) == (D("0.2"), D("12.08"))
    assert order.total_incl_tax == D("18.45")
    assert order.total_tax == D("3.08") and order.delivery_vat_rate == D("0.2")
    assert order.documents.get().snapshot["title"] == "VAT invoice"


def test_none_is_due_once_the_registration_has_ended(cleo: User, monkeypatch: pytest.MonkeyPatch) -> None:
    registered(timezone.localdate() + DAY, cleo, says=False)
    order = paid_tomorrow(monkeypatch)
    assert order.total_tax == 0 and not order.shows_vat
    assert not order.documents.get().snapshot["shows_vat"]


def test_the_rate_is_that_of_the_payment(cleo: User, monkeypatch: pytest.MonkeyPatch) -> None:
    new_rate(timezone.localdate() + DAY, "0.175", cleo)
    order = paid_tomorrow(monkeypatch, quantity=3)
    line = order.lines.get()
    assert line.vat_rate == D("0.175") and line.line_price_excl_tax == D("37.02")
    units = sum(row.price_excl_tax * row.quantity for row in line.prices.all())
    assert units == line.line_price_excl_tax
    assert order.total_excl_tax == line.line_price_excl_tax + order.shipping_excl_tax


def test_an_export_stays_without_vat(cleo: User, monkeypatch: pytest.MonkeyPatch) -> None:
    new_rate(timezone.localdate() + DAY, "0.25", cleo)
    assert paid_tomorrow(monkeypatch, postcode="JE2 3AB").total_tax == 0


def test_without_a_change_nothing_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    order = paid_tomorrow(monkeypatch)
    assert order.total_tax == D("3.08") and order.lines.get().vat_rate == D("0.2")
