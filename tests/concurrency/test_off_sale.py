"""A batch is taken off sale while a packer sends of it and buyers order: no parcel leaves after the block."""

from datetime import timedelta
from threading import Event
from typing import Any

import pytest
from django.conf import settings
from django.utils import timezone

from shop.catalogue.models import Batch
from shop.catalogue.off_sale import take_off_sale
from shop.order import batches, dispatch
from shop.order.batches import Packed
from shop.partner.models import StockMovement
from shop.partner.movements import Kind
from tests.concurrency.rivals import buyer, together
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order
from tests.support.shelf import a_batch, adds_up, record_of

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
PIECES, ORDERS = 12, 4


def send(order: Any, batch: Batch) -> bool:
    """Whether the parcel left."""
    packed = [Packed(order.lines.get().pk, batch.pk, 1)]
    try:
        dispatch.dispatch_order(order=order, tracking_number="", batches=packed)
    except dispatch.CannotDispatch:
        return False
    return True


def make_due(batch: Batch) -> None:
    """Its day has come."""
    near = timezone.localdate() + timedelta(days=settings.BATCH_OFF_SALE_DAYS)
    Batch.objects.filter(pk=batch.pk).update(best_before=near)


def test_the_night_a_packer_and_buyers_at_once() -> None:
    oil = a_product(stock=0)
    batch = a_batch(oil, pieces=PIECES)
    orders = [a_paid_order(oil, email=f"b{number}@example.com") for number in range(ORDERS)]
    pk = record_of(oil).pk
    make_due(batch)
    Batch.objects.filter(pk=batch.pk).update(sold_to_the_end=True)

    def packer() -> int:
        return sum(send(order, batch) for order in orders)

    def night() -> int:
        Batch.objects.filter(pk=batch.pk).update(sold_to_the_end=False)
        return take_off_sale()

    sent, stopped, *got = together(packer, night, buyer(pk, PIECES), buyer(pk, PIECES))
    record = record_of(oil)
    assert stopped == 1
    assert adds_up(oil)
    assert record.num_allocated == ORDERS - sent + sum(got) == record.num_in_stock
    rows = list(StockMovement.objects.filter(batch=batch).order_by("pk").values_list("kind", flat=True))
    assert Kind.SOLD not in rows[rows.index(Kind.BLOCKED) :]


def race(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The night comes between a packer's check and the sale; what the ledger says, in its order."""
    oil = a_product(stock=0)
    batch, order = a_batch(oil, pieces=3), a_paid_order(oil)
    checked, blocked, check = Event(), Event(), batches.check

    def slow(*given: Any) -> None:
        check(*given)
        checked.set()
        blocked.wait(timeout=3)

    monkeypatch.setattr(dispatch, "check_batches", slow)

    def night() -> None:
        assert checked.wait(timeout=10)
        make_due(batch)
        take_off_sale()
        blocked.set()

    together(lambda: send(order, batch), night)
    rows = StockMovement.objects.filter(batch=batch).order_by("pk")
    return list(rows.values_list("kind", flat=True))


def test_the_night_waits_for_the_parcel(monkeypatch: pytest.MonkeyPatch) -> None:
    assert race(monkeypatch) == [Kind.RECEIVED, Kind.SOLD, Kind.BLOCKED]


def test_without_the_lock_a_parcel_would_leave_after_the_block(monkeypatch: pytest.MonkeyPatch) -> None:
    """The control."""
    monkeypatch.setattr(batches, "_lock_shelf", lambda *_: None)
    assert race(monkeypatch) == [Kind.RECEIVED, Kind.BLOCKED, Kind.SOLD]
