"""Sets know their parts: made from batches, taken apart again, found by a recall of what is inside."""

import uuid
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from shop.accounts.models import User
from shop.backoffice.roles import PACKER, SHOPKEEPER, role_group
from shop.catalogue.models import Batch, SetPart
from shop.catalogue.off_sale import block
from shop.order import dispatch
from shop.order.batches import Packed, choices_for
from shop.order.lookup import search
from shop.order.models import Order
from shop.order.recall_search import orders_with
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order
from tests.support.shelf import a_batch, adds_up, record_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def oil() -> Any:
    return a_product("Marigold oil", stock=0)


@pytest.fixture
def gift(oil: Any) -> Any:
    """A set of two oils."""
    found = a_product("Gift set", stock=0, volume_ml=None, contents="2 bottles of 100 ml")
    SetPart.objects.create(set=found, part=oil, pieces=2)
    return found


def url_of(product: Any, action: str = "") -> str:
    return f"/office/stock/{record_of(product).pk}/set/{action}"


def made(client: Client, product: Any, sets: int, number: str = "S1", **more: str) -> Any:
    sent = {"key": str(uuid.uuid4()), "sets": sets, "number": number, **more}
    return client.post(url_of(product, "make/"), sent)


def left(*batches: Batch) -> list[int]:
    return [Batch.objects.get(pk=batch.pk).left for batch in batches]


def test_what_is_in_a_set_is_said_once(shopkeeper: Client, oil: Any) -> None:
    gift = a_product("Gift set", stock=0, volume_ml=None, contents="2 bottles")
    rows = {"form-TOTAL_FORMS": "2", "form-INITIAL_FORMS": "0", "form-0-pieces": "2"}
    wrong = shopkeeper.post(url_of(gift, "parts/"), rows | {"form-0-size": "PS-NOT-HERE"})
    assert wrong.status_code == 422 and "No size has the SKU" in wrong.content.decode()
    shopkeeper.post(url_of(gift, "parts/"), rows | {"form-0-size": record_of(oil).partner_sku})
    assert [(row.part, row.pieces) for row in gift.set_parts.all()] == [(oil, 2)]


def test_sets_take_their_parts_first_expired_first(shopkeeper: Client, oil: Any, gift: Any) -> None:
    soon = timezone.localdate() + timedelta(days=200)
    late, early = a_batch(oil, pieces=6, number="LATE"), a_batch(oil, pieces=4, number="EARLY", expires=soon)
    made(shopkeeper, gift, 3)
    assert left(early, late) == [0, 4]
    first, second = Batch.objects.filter(product=gift).order_by("pk")
    assert [(first.number, first.left, first.best_before), (second.number, second.left)] == [
        ("S1", 2, soon),
        ("S1-2", 1),
    ]
    assert [part.part for part in (*first.parts.all(), *second.parts.all())] == [early, late]
    assert record_of(gift).num_in_stock == 3 and adds_up(oil) and adds_up(gift)
    assert "S1-2" in shopkeeper.get(url_of(gift)).content.decode()


def test_clicking_twice_makes_once(shopkeeper: Client, oil: Any, gift: Any) -> None:
    a_batch(oil, pieces=9)
    key = str(uuid.uuid4())
    made(shopkeeper, gift, 1, key=key)
    page = made(shopkeeper, gift, 1, key=key)
    assert page.status_code == 302
    assert record_of(gift).num_in_stock == 1


@pytest.mark.parametrize("pieces", [3, 0])
def test_too_few_parts_change_nothing(shopkeeper: Client, oil: Any, gift: Any, pieces: int) -> None:
    batch = a_batch(oil, pieces=pieces)
    page = made(shopkeeper, gift, 2)
    assert page.status_code == 422 and "4 are needed" in page.content.decode()
    assert left(batch) == [pieces] and not Batch.objects.filter(product=gift).exists()


def test_parts_that_are_promised_are_not_taken(shopkeeper: Client, oil: Any, gift: Any) -> None:
    batch = a_batch(oil, pieces=4)
    a_paid_order(oil, quantity=3)
    assert made(shopkeeper, gift, 1).status_code == 422
    assert left(batch) == [4]


def test_a_set_taken_apart_is_parts_again(shopkeeper: Client, oil: Any, gift: Any) -> None:
    batch = a_batch(oil, pieces=4)
    made(shopkeeper, gift, 2)
    sets = Batch.objects.get(product=gift)
    sent = {"key": str(uuid.uuid4()), "batch": sets.pk, "sets": 3, "reason": "box torn"}
    assert shopkeeper.post(url_of(gift, "apart/"), sent).status_code == 422
    for _ in range(2):
        shopkeeper.post(url_of(gift, "apart/"), sent | {"sets": 1})
    assert left(batch, sets) == [2, 1]
    assert (record_of(oil).num_in_stock, record_of(gift).num_in_stock) == (2, 1)


def test_a_recall_finds_the_buyers_of_sets(shopkeeper: Client, oil: Any, gift: Any) -> None:
    batch = a_batch(oil, pieces=4, number="L-INSIDE")
    made(shopkeeper, gift, 2)
    order = a_paid_order(gift)
    line = order.lines.get()
    sets = Batch.objects.get(product=gift)
    assert list(choices_for(line)) == [sets]
    dispatch.dispatch_order(order=order, tracking_number="", batches=[Packed(line.pk, sets.pk, 1)])
    assert list(orders_with(batch)) == [order]
    assert list(search(Order.objects.all(), "L-INSIDE")) == [order]


def test_blocking_a_part_stops_its_sets(shopkeeper: Client, oil: Any, gift: Any) -> None:
    batch = a_batch(oil, pieces=4, number="L-INSIDE")
    made(shopkeeper, gift, 2)
    block(batch=batch, reason="leaks", by=None)
    sets = Batch.objects.get(product=gift)
    assert (sets.is_blocked, sets.block_reason) == (True, "Contains batch L-INSIDE: leaks")
    assert record_of(gift).num_in_stock == 0


def test_a_packer_makes_no_sets(ben: User, oil: Any, gift: Any) -> None:
    ben.groups.add(role_group(PACKER))
    a_batch(oil, pieces=4)
    made(signed_in(ben), gift, 2)
    assert not Batch.objects.filter(product=gift).exists()


def test_the_value_at_cost_is_for_who_reads_figures(ben: User, cleo: User, oil: Any) -> None:
    from tests.backoffice.stock.test_receive import URL, a_delivery, a_row

    ben.groups.add(role_group(PACKER))
    cleo.groups.add(role_group(SHOPKEEPER))
    packer, shopkeeper = signed_in(ben), signed_in(cleo)
    packer.post(URL, a_delivery(a_row(oil, cost="3.25", pieces="4")))
    a_product("Unpriced", stock=2)
    page = shopkeeper.get("/office/stock/").content.decode()
    assert "£13.00" in page and "2 without a cost" in page
    assert "at cost" not in packer.get("/office/stock/").content.decode()
