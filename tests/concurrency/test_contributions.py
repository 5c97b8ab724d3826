"""Two clicks on one form of a contribution at once."""

import uuid

import pytest

from shop.contributions import services
from shop.contributions.services import contribute
from shop.order.models import Order
from shop.payment.services import ClientKeys
from tests.concurrency.rivals import together, when_all_are_there
from tests.support.contributions import EMAIL, taken

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def twice() -> list[object]:
    given = {"pence": 500, "email": EMAIL, "key": uuid.uuid4(), "terms": taken()}
    return together(*[lambda: contribute(**given, visitor=ClientKeys()) for _ in range(2)])


def test_two_clicks_at_once_make_one_contribution() -> None:
    first, second = twice()
    assert first == second == Order.objects.get()


def test_without_the_lock_one_click_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shop.checkout.reservations.lock_names", lambda _: None)
    monkeypatch.setattr(services, "_create", when_all_are_there(services._create))
    results = twice()
    assert sum(isinstance(one, Exception) for one in results) == 1
