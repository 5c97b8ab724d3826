"""Whatever the terms: an example never gives more than the items cost, and its lines add up to the penny."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from shop.backoffice.offers.example import example_of_terms
from shop.backoffice.offers.terms import Gives, Limits, Terms, Who
from shop.london import end_of, start_of
from shop.offer.models import ConditionalOffer
from tests.support.factories import a_product

pounds = st.decimals("0.01", "99.99", places=2)


@pytest.fixture
def shelf(db: None) -> None:
    for title, price in (("Oil", "14.95"), ("Balm", "7.99"), ("Brush", "3.33")):
        a_product(title, price=price, stock=99)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    gives=st.sampled_from(Gives),
    value=pounds,
    items=st.integers(2, 5),
    minimum=st.none() | pounds,
    who=st.sampled_from([Who.CODE, Who.EVERYBODY, Who.CODES]),
)
def test_an_example_adds_up(
    shelf: None, gives: Gives, value: Decimal, items: int, minimum: Decimal | None, who: Who
) -> None:
    counts = gives in (Gives.THREE_FOR_TWO, Gives.SET_PRICE)
    today = timezone.localdate()
    more: dict[str, Any] = {"code": "ANY" if who == Who.CODE else "", "count": 1}
    terms = Terms(
        gives,
        who,
        today,
        Limits(today),
        value=value,
        items=items,
        minimum=None if counts else minimum,
        **more,
    )
    found = example_of_terms(terms)
    assert found.before - sum(amount for _, amount in found.given) == found.after >= 0
    assert sum(line.now for line in found.lines) == found.after
    assert all(0 <= line.off <= line.price for line in found.lines)
    assert not ConditionalOffer.objects.exists()


@given(day=st.dates(min_value=timezone.localdate(), max_value=timezone.localdate() + timedelta(days=900)))
def test_a_day_has_no_gap_to_the_next(day: Any) -> None:
    assert start_of(day + timedelta(days=1)) - end_of(day) == timedelta(microseconds=1)
    assert timezone.localtime(end_of(day)).date() == day == timezone.localtime(start_of(day)).date()
