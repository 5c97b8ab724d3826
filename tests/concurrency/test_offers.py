"""Orders under the same two offers: placing counts them by priority, giving back by id."""

import time
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from django.db import OperationalError, transaction

from shop.offer.models import ConditionalOffer
from tests.concurrency.rivals import together
from tests.support.purchases import a_code

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def counting(*offers: ConditionalOffer) -> Callable[[], Any]:
    """One order's uses, slowly, in the order given."""

    @transaction.atomic
    def deed() -> None:
        ConditionalOffer.lock(offer.pk for offer in offers)
        for offer in offers:
            offer.record_usage({"freq": 1, "discount": Decimal("1.00")})
            time.sleep(0.3)

    return deed


@pytest.fixture
def offers() -> list[ConditionalOffer]:
    for code in ("FIRST", "SECOND"):
        a_code(code, usage="Multi-use")
    return list(ConditionalOffer.objects.order_by("pk"))


def test_they_dont_lock_each_other_out(offers: list[ConditionalOffer]) -> None:
    assert together(counting(*offers), counting(*reversed(offers))) == [None, None]
    assert list(ConditionalOffer.objects.values_list("num_orders", flat=True)) == [2, 2]


def test_without_the_lock_one_of_them_fails(
    offers: list[ConditionalOffer], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ConditionalOffer, "lock", lambda pks: None)
    results = together(counting(*offers), counting(*reversed(offers)))
    assert any(isinstance(result, OperationalError) for result in results)
