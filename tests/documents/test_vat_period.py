"""The VAT of a period comes from its documents."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.utils import timezone

from shop.documents.models import Document
from shop.documents.rules import Amounts
from shop.documents.vat_period import quarter_of, vat_of
from shop.order.models import Order
from shop.payment.services import sync_attempt
from tests.payment.refunds import give_back
from tests.support.factories import a_product
from tests.support.purchases import an_order, started, tries_card

pytestmark = pytest.mark.django_db


def paid(name: str, *, simulated: bool = False, **more: str) -> Any:
    """A paid order; without `simulated` it counts as one of real money."""
    order = an_order(a_product(name), **more)
    Order.objects.filter(pk=order.pk).update(simulated=simulated)
    attempt = started(Order.objects.get(pk=order.pk))
    tries_card(attempt)
    sync_attempt(attempt=attempt)
    return Order.objects.get(pk=order.pk)


def test_credit_notes_are_taken_off_by_rate_with_delivery_apart() -> None:
    give_back(paid("Calm oil"), 400)
    today = timezone.localdate()
    period = vat_of(today, today)
    assert period.rates == ["0.2"]
    assert dict(period.sums["0.2"]) == {
        "goods": Amounts(1208, 242, 1450),
        "delivery": Amounts(329, 66, 395),
        "reduction": Amounts(-333, -67, -400),
    }
    assert period.total == Amounts(1204, 241, 1445)
    assert period.documents == 2


def test_exports_count_at_nothing() -> None:
    paid("Calm oil", postcode="JE2 3AB")
    today = timezone.localdate()
    assert vat_of(today, today).of_rate("0").vat == 0
    assert vat_of(today, today).total.net == vat_of(today, today).total.gross > 0


def test_a_period_has_its_own_days_only() -> None:
    paid("Calm oil")
    yesterday = timezone.localdate() - timedelta(days=1)
    assert vat_of(date(2020, 1, 1), yesterday).documents == 0


def test_simulated_orders_never_count() -> None:
    paid("Calm oil", simulated=True)
    assert Document.objects.get().number == "SIM-INV-000001"
    assert vat_of(date(2020, 1, 1), date(2099, 1, 1)).documents == 0


def test_sales_before_a_registration_are_not_in_the_return(settings: Any) -> None:
    settings.VAT_REGISTERED = False
    paid("Calm oil")
    assert vat_of(date(2020, 1, 1), date(2099, 1, 1)).documents == 0


@pytest.mark.parametrize(
    ("day", "first", "last"),
    [
        (date(2026, 1, 1), date(2026, 1, 1), date(2026, 3, 31)),
        (date(2026, 11, 29), date(2026, 10, 1), date(2026, 12, 31)),
        (date(2028, 6, 30), date(2028, 4, 1), date(2028, 6, 30)),
    ],
)
def test_quarters(day: date, first: date, last: date) -> None:
    assert quarter_of(day) == (first, last)
