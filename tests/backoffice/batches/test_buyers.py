"""Who has items of a batch: what a recall starts from."""

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from shop.accounts.models import User
from shop.catalogue.models import Batch, Product
from shop.mail.models import OutboxEmail
from shop.order.batches import Packed, correct, note
from shop.order.models import LineBatch, Order, ShippingAddress
from tests.support import packing
from tests.support.factories import a_product, a_product_in_sizes
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def paid() -> Any:
    return a_paid_order(a_product(stock=5), quantity=2)


def a_batch(order: Any, number: str = "L2611") -> Batch:
    return packing.a_batch(order.lines.get().product, number)


def buyers(client: Client, batch: Batch, **query: str) -> str:
    return client.get(f"/office/batches/{batch.pk}/buyers/", query).content.decode()


def test_exactly_the_buyers_of_the_batch_are_found(staff: Client, paid: Any) -> None:
    batch, other = a_batch(paid), a_batch(paid, "L9999")
    paid.lines.get().batches.create(batch=batch, quantity=2)
    assert paid.number in buyers(staff, batch)
    assert paid.email not in buyers(staff, other)
    assert paid.email in buyers(staff, batch, **{"as": "csv"})


def test_no_cell_of_the_file_is_a_formula(staff: Client, paid: Any) -> None:
    ShippingAddress.objects.update(first_name="=HYPERLINK(1)")
    batch = a_batch(paid)
    paid.lines.get().batches.create(batch=batch, quantity=2)
    assert "'=HYPERLINK" in buyers(staff, batch, **{"as": "csv"})


def test_who_bought_a_set_with_the_oil_inside_is_found(staff: Client) -> None:
    inside = packing.a_batch(a_product("Oil"))
    order = a_paid_order(a_product("Gift set", volume_ml=None, contents="Oil and two cloths"))
    packed = [Packed(order.lines.get().pk, inside.pk, 1)]
    packing.dispatch_order(order=order, tracking_number="", batches=packed)
    assert order.number in buyers(staff, inside)


def two_parcels() -> tuple[Any, Any]:
    """A parcel with its batch, one whose batch nobody noted, and an email to the first buyer that failed."""
    child = a_product_in_sizes().children.first()
    Product.objects.filter(pk=child.pk).update(upc="PS-EMO-050", title="")
    known, unknown = a_paid_order(child), a_paid_order(child, email="una@example.com")
    packing.send(known)
    Order.objects.filter(pk=unknown.pk).update(status="Dispatched", dispatched_at=timezone.now())
    ShippingAddress.objects.update(phone_number="+441453000000")
    OutboxEmail.objects.filter(reference=known.email_reference).update(state="failed")
    return known, unknown


def test_those_who_possibly_have_it_stand_apart(staff: Client) -> None:
    known, unknown = two_parcels()
    certain, _, possible = buyers(staff, Batch.objects.get()).partition("Possible: sent without a batch")
    assert known.number in certain and unknown.number not in certain
    assert unknown.number in possible


def test_each_buyer_can_be_reached(staff: Client) -> None:
    two_parcels()
    batch = Batch.objects.get()
    for part in ("12 High Street", "+441453000000", "an email failed", "PS-EMO-050"):
        assert part in buyers(staff, batch)
    for part in ("12 High Street", "+441453000000", "possible: no batch noted", "una@example.com"):
        assert part in buyers(staff, batch, **{"as": "csv"})


def test_a_corrected_note_no_longer_counts(staff: Client, paid: Any, cleo: User) -> None:
    wrong, right = a_batch(paid, "WRONG"), a_batch(paid, "RIGHT")
    line = paid.lines.get()
    packing.dispatch_order(order=paid, tracking_number="", batches=[Packed(line.pk, wrong.pk, 2)])
    correct(line=line, packed=[Packed(line.pk, right.pk, 2)], why="misread", by=cleo)
    assert paid.number not in buyers(staff, wrong)
    assert paid.number in buyers(staff, right)


def test_a_part_that_was_sent_has_its_day_and_not_the_orders(staff: Client, paid: Any) -> None:
    known, unknown = a_batch(paid), a_batch(paid, "L9999")
    line = paid.lines.get()
    for day, batches in ((3, [Packed(line.pk, known.pk, 1)]), (1, [])):
        parcel = paid.parcels.create(sent_at=timezone.now() - timedelta(days=day))
        parcel.lines.create(line=line, quantity=1)
        note(parcel, batches)
    line.order.lines.update(quantity_sent=2)
    assert f"{timezone.localdate() - timedelta(days=3):%d/%m/%Y}" in buyers(staff, known)
    LineBatch.objects.update(corrected_at=timezone.now())
    assert f"{timezone.localdate() - timedelta(days=1):%d/%m/%Y}" in buyers(staff, unknown)
