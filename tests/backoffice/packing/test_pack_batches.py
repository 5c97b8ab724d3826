"""The batches that a card of a parcel offers, proposes and takes."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client

from shop.catalogue.models import ProductClass
from shop.order import statuses
from shop.order.models import Order
from tests.backoffice.packing.parcels import PACK, a_batch, card, sends, status_of, words
from tests.support import packing
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db(transaction=True)


def test_no_cosmetic_leaves_without_its_batch(packer: Client, paid: Any) -> None:
    answer = sends(packer, paid)
    assert "Choose the batch" in words(card(answer, paid)) and status_of(paid) == statuses.PAID


def test_what_is_no_cosmetic_needs_none(packer: Client) -> None:
    cloths = ProductClass.objects.create(name="Cloths", slug="cloths", is_cosmetic=False)
    order = a_paid_order(a_product("Cloths", volume_ml=None, contents="2 cloths", product_class=cloths))
    assert sends(packer, order).status_code == 302


def test_what_is_no_cosmetic_is_offered_no_batch_of_an_oil(packer: Client, paid: Any) -> None:
    a_batch(paid, "L2606")
    cloths = ProductClass.objects.create(name="Cloths", slug="cloths", is_cosmetic=False)
    order = a_paid_order(a_product("Cloths", volume_ml=None, contents="2 cloths", product_class=cloths))
    assert "L2606" not in str(card(packer.get(PACK), order))


YESTERDAY = date.today() - timedelta(days=1)


@pytest.mark.parametrize("fields", [{"best_before": YESTERDAY}, {"is_blocked": True}, {"is_open": False}])
def test_a_batch_that_may_not_be_sent_is_neither_offered_nor_taken(
    fields: Any, packer: Client, paid: Any
) -> None:
    batch = a_batch(paid, **fields)
    assert f'value="{batch.pk}"' not in str(card(packer.get(PACK), paid))
    assert "blocked, past its date" in words(card(sends(packer, paid, (batch, 2)), paid))
    assert status_of(paid) == statuses.PAID


def proposed(answer: Any, order: Order) -> list[tuple[str, str]]:
    """Number and pieces of the batches that are filled in."""
    found = []
    for row in card(answer, order).select(".packing-card__batch"):
        chosen = row.select_one("option[selected]")
        if chosen and chosen["value"]:
            pieces = row.select_one("[name*=pieces]")
            found.append((chosen.get_text().partition(",")[0], pieces["value"] if pieces else "1"))
    return found


def test_what_expires_first_is_chosen(packer: Client, paid: Any) -> None:
    soon = date.today() + timedelta(days=100)
    a_batch(paid, "NEVER")
    a_batch(paid, "LATER", best_before=soon + timedelta(days=100))
    a_batch(paid, "SOONER", best_before=soon, quantity=1)
    assert proposed(packer.get(PACK), paid) == [("SOONER", "1"), ("LATER", "1")]


def test_the_last_bottle_of_a_batch_is_proposed_to_one_parcel(packer: Client) -> None:
    oil = a_product(stock=5)
    first, second = a_paid_order(oil), a_paid_order(oil)
    packing.a_batch(oil, "LAST", quantity=1, best_before=date.today() + timedelta(days=90))
    packing.a_batch(oil, "NEXT")
    page = packer.get(PACK)
    assert (proposed(page, first), proposed(page, second)) == ([("LAST", "1")], [("NEXT", "1")])


def test_two_batches_in_one_line_must_add_up(packer: Client, paid: Any) -> None:
    old, new = a_batch(paid, "OLD"), a_batch(paid, "NEW")
    assert "must add up to 2" in words(card(sends(packer, paid, (old, 1), (new, 2)), paid))
    assert sends(packer, paid, (old, 1), (new, 1)).status_code == 302
    noted = paid.lines.get().batches.order_by("pk").values_list("batch__number", "quantity")
    assert list(noted) == [("OLD", 1), ("NEW", 1)]


def test_of_a_set_the_batch_of_the_oil_inside_is_noted(packer: Client) -> None:
    order = a_paid_order(a_product("Gift set", volume_ml=None, contents="Oil and two cloths"))
    inside = packing.a_batch(a_product("Oil"))
    assert sends(packer, order).status_code == 422
    assert sends(packer, order, (inside, 1)).status_code == 302
