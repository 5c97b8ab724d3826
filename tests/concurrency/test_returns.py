"""Two colleagues note the same parcel at once: its stock goes back once."""

from typing import Any

import pytest
from django.db.models import QuerySet

from shop.accounts.models import User
from shop.order.models import Return
from shop.order.returns import steps
from shop.order.returns.steps import CannotNote, note_arrival
from tests.concurrency.rivals import together, when_all_are_there
from tests.support.factories import a_product
from tests.support.packing import send
from tests.support.purchases import a_paid_order
from tests.support.returns import a_return, back
from tests.support.shelf import a_batch, adds_up, record_of

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def colleague(transactional_db: None) -> User:
    return User.objects.create_user("kim@example.com", "correct horse battery")


@pytest.fixture
def oil(transactional_db: None) -> Any:
    product = a_product("Sunflower oil", stock=0)
    a_batch(product, pieces=10, number="L2611")
    return product


def both_note(oil: Any, colleague: User) -> tuple[Return, list[Any]]:
    order = a_paid_order(oil, quantity=3)
    send(order)
    order.refresh_from_db()
    row = a_return(order)
    parts = back(row)

    def notes() -> None:
        note_arrival(item_return=row, arrived=parts, by=colleague)

    return row, together(notes, notes)


def test_the_stock_goes_back_once(oil: Any, colleague: User) -> None:
    row, results = both_note(oil, colleague)
    assert sum(isinstance(one, CannotNote) for one in results) == 1
    assert record_of(oil).num_in_stock == 10 and adds_up(oil)
    assert sum(row.lines.values_list("quantity", flat=True)) == 3


def test_without_the_lock_it_goes_back_twice(
    oil: Any, colleague: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QuerySet, "select_for_update", lambda rows, **_: rows)
    monkeypatch.setattr(steps, "_refuse_unsent", when_all_are_there(steps._refuse_unsent))
    row, _ = both_note(oil, colleague)
    assert sum(row.lines.values_list("quantity", flat=True)) > 3
