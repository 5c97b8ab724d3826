"""A payment link is ordered by, withdrawn and expired at the same moment; a shopper wants the last piece."""

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from shop.accounts.models import User
from shop.checkout.services import place_order
from shop.order.models import Order
from shop.partner.models import StockRecord
from shop.phone_orders.models import PaymentLink
from shop.phone_orders.quotes import quote_of
from shop.phone_orders.services import expire_due, order_by_link, withdraw
from tests.concurrency.rivals import together
from tests.support.factories import a_basket, a_product
from tests.support.phone_orders import a_sent_link
from tests.support.purchases import place

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def colleague(transactional_db: None) -> User:
    return User.objects.create_user("kim@example.com", "correct horse battery")


def ends_every_way(link: PaymentLink) -> list[Any]:
    fingerprint = quote_of(link).fingerprint
    return together(
        lambda: order_by_link(link=link, fingerprint=fingerprint),
        lambda: withdraw(link=link),
        lambda: order_by_link(link=link, fingerprint=fingerprint),
        lambda: expire_due(now=timezone.now() + timedelta(hours=25)),
    )


def promised() -> tuple[int, int]:
    """What is set aside, and what orders have of it."""
    held = StockRecord.objects.get().num_allocated or 0
    return held, sum(Order.objects.values_list("lines__num_allocated", flat=True))


def test_either_it_is_ordered_or_its_item_is_free(colleague: User) -> None:
    ends_every_way(a_sent_link(a_product(stock=1), by=colleague))
    held, ordered = promised()
    assert held == ordered == Order.objects.count() <= 1


def test_a_shopper_never_gets_what_a_link_holds(colleague: User) -> None:
    oil = a_product(stock=1)
    own = a_basket(oil)
    link = a_sent_link(oil, by=colleague)
    fingerprint = quote_of(link).fingerprint
    _, made = together(lambda: place(own), lambda: order_by_link(link=link, fingerprint=fingerprint))
    assert list(Order.objects.all()) == [made] and promised() == (1, 1)


def test_without_the_lock_an_item_is_set_free_that_was_ordered(
    colleague: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ordering has read the open link, and waits; withdrawing must not see it open meanwhile."""
    link = a_sent_link(a_product(stock=1), by=colleague)
    fingerprint = quote_of(link).fingerprint
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_: rows)
    monkeypatch.setattr("shop.phone_orders.services.place_order", _withdrawing_first(link))
    order_by_link(link=link, fingerprint=fingerprint)
    held, ordered = promised()
    assert (held, ordered) == (0, 1)


def _withdrawing_first(link: PaymentLink) -> Any:
    def placed(**given: Any) -> Order:
        together(lambda: withdraw(link=link))
        return place_order(**given)

    return placed
