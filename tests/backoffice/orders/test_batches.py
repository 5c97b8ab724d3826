"""A batch that was noted wrongly on a sent order is corrected; the ledger and recalls follow."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from shop.accounts.models import User
from shop.backoffice.roles import PACKER, role_group
from shop.catalogue.models import Batch
from shop.catalogue.off_sale import block
from shop.order import dispatch, services
from shop.order.batches import Packed
from shop.order.lookup import search
from shop.order.models import LineBatch, Order
from shop.order.recall_search import orders_with
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order
from tests.support.shelf import a_batch, adds_up, record_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def oil() -> Any:
    return a_product(stock=0)


@pytest.fixture
def wrong(oil: Any) -> Batch:
    return a_batch(oil, pieces=5, number="WRONG-1")


@pytest.fixture
def right(oil: Any, wrong: Batch) -> Batch:
    return a_batch(oil, pieces=5, number="RIGHT-1")


@pytest.fixture
def line(oil: Any, wrong: Batch, right: Batch) -> Any:
    order = a_paid_order(oil, quantity=2)
    line = order.lines.get()
    dispatch.dispatch_order(order=order, tracking_number="", batches=[Packed(line.pk, wrong.pk, 2)])
    return line


def url_of(line: Any) -> str:
    return f"/office/orders/{line.order.number}/batches/{line.pk}/"


def sent(*batches: Batch, pieces: int | str = "", reason: str = "scanned the wrong box") -> dict[str, Any]:
    fields: dict[str, Any] = {"reason": reason}
    for place, batch in enumerate(batches):
        fields |= {f"batch_{place}": batch.pk, f"pieces_{place}": pieces}
    return fields


def left(*batches: Batch) -> list[int]:
    return [Batch.objects.get(pk=batch.pk).left for batch in batches]


def test_the_old_note_stays_and_the_ledger_is_put_right(
    shopkeeper: Client, line: Any, wrong: Batch, right: Batch, oil: Any
) -> None:
    assert left(wrong, right) == [3, 5]
    shopkeeper.post(url_of(line), sent(right))
    old, new = LineBatch.objects.order_by("pk")
    assert (old.batch, old.replaced_by, new.batch, new.quantity) == (wrong, new, right, 2)
    assert "scanned the wrong box" in old.correction
    assert left(wrong, right) == [5, 3]
    assert record_of(oil).num_in_stock == 8 and adds_up(oil)


def test_recalls_and_the_search_find_the_right_batch(
    shopkeeper: Client, line: Any, wrong: Batch, right: Batch
) -> None:
    shopkeeper.post(url_of(line), sent(right))
    assert list(orders_with(right)) == [line.order] and not orders_with(wrong)
    assert list(search(Order.objects.all(), "RIGHT-1")) == [line.order]
    page = shopkeeper.get(f"/office/orders/{line.order.number}/").content.decode()
    assert "<del>2 × WRONG-1</del>" in page and "Correct the batches" in page


def test_a_line_is_shared_out_between_two_batches(
    shopkeeper: Client, line: Any, wrong: Batch, right: Batch
) -> None:
    shopkeeper.post(url_of(line), sent(wrong, right, pieces=1))
    assert left(wrong, right) == [4, 4]
    standing = LineBatch.objects.standing().values_list("batch__number", "quantity")
    assert sorted(standing) == [("RIGHT-1", 1), ("WRONG-1", 1)]


def test_what_comes_back_goes_into_the_right_batch(
    shopkeeper: Client, line: Any, wrong: Batch, right: Batch
) -> None:
    shopkeeper.post(url_of(line), sent(right))
    order = Order.objects.get()
    services.take_back_pieces(order=order, line=order.lines.get(), quantity=2)
    assert left(wrong, right) == [5, 5]


def test_pieces_that_go_back_into_a_blocked_batch_go_off_sale(
    shopkeeper: Client,
    line: Any,
    wrong: Batch,
    right: Batch,
    oil: Any,
    django_capture_on_commit_callbacks: Any,
) -> None:
    block(batch=wrong, reason="leaks", by=None)
    with django_capture_on_commit_callbacks(execute=True):
        shopkeeper.post(url_of(line), sent(right))
    assert left(wrong, right) == [0, 3]
    assert record_of(oil).num_in_stock == 3 and adds_up(oil)


@pytest.mark.parametrize(("pieces", "reason"), [(3, "wrong box"), (2, " ")])
def test_it_needs_a_reason_and_all_pieces(
    shopkeeper: Client, line: Any, right: Batch, pieces: int, reason: str
) -> None:
    page = shopkeeper.post(url_of(line), sent(right, pieces=pieces, reason=reason))
    assert page.status_code == 422
    assert LineBatch.objects.count() == 1


def test_the_same_again_changes_nothing(shopkeeper: Client, line: Any, wrong: Batch) -> None:
    assert "noted already" in shopkeeper.post(url_of(line), sent(wrong)).content.decode()


def test_a_packer_corrects_no_batch(ben: User, line: Any, right: Batch) -> None:
    ben.groups.add(role_group(PACKER))
    signed_in(ben).post(url_of(line), sent(right))
    assert LineBatch.objects.count() == 1


def test_the_choice_says_the_number_first_so_that_a_phone_shows_it(shopkeeper: Client, line: Any) -> None:
    page = shopkeeper.get(f"/office/orders/{line.order.number}/batches/{line.pk}/").content.decode()
    assert ">RIGHT-1" in page and f"{line.product.full_name}, RIGHT-1" not in page


def rows_of(client: Client, line: Any) -> tuple[int, int]:
    """How many batches may be named, and how many of them stand behind “another batch”."""
    page = BeautifulSoup(client.get(url_of(line)).content, "html.parser")
    return len(page.select("main select")), len(page.select("main details select"))


def test_no_more_batches_are_offered_than_pieces_were_sent(shopkeeper: Client, oil: Any, line: Any) -> None:
    a_batch(oil, pieces=5)
    assert rows_of(shopkeeper, line) == (2, 1)
    one = a_paid_order(oil).lines.get()
    batch = Batch.objects.get(number="RIGHT-1")
    dispatch.dispatch_order(order=one.order, tracking_number="", batches=[Packed(one.pk, batch.pk, 1)])
    assert rows_of(shopkeeper, one) == (1, 0)


def test_nor_more_than_there_are_and_none_that_is_noted_is_left_out(shopkeeper: Client, oil: Any) -> None:
    noted = [a_batch(oil, pieces=1, number=f"B{number}") for number in range(5)]
    order = a_paid_order(oil, quantity=5)
    line = order.lines.get()
    for batch in noted:
        line.batches.create(batch=batch, quantity=1)
    Order.objects.filter(pk=order.pk).update(status="Dispatched")
    assert rows_of(shopkeeper, line) == (5, 0)
