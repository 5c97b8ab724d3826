"""A label that was scanned twice: no two buyers get the same tracking number."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shop.order import statuses
from shop.order.dispatch import CannotDispatch
from shop.order.models import Order
from tests.backoffice.packing.parcels import PACK, a_batch, card, sends, soup, status_of, typed, words
from tests.support import packing
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db(transaction=True)
NUMBER = "AB123456785GB"


@pytest.fixture
def other() -> Any:
    """An order to another house."""
    return a_paid_order(a_product("Rose oil", stock=5), line1="9 Other Street")


def test_one_number_for_two_parcels_sends_the_first_and_marks_the_other(
    packer: Client, paid: Any, other: Any
) -> None:
    data = typed(paid, (a_batch(paid), 2), tracking=NUMBER)
    data |= typed(other, (a_batch(other, "L2"), 1), tracking=NUMBER)
    answer = packer.post(PACK, data)
    assert (answer.status_code, status_of(paid), status_of(other)) == (
        422,
        statuses.DISPATCHED,
        statuses.PAID,
    )
    problem = card(answer, other).select_one(".packing-card__send .errorlist")
    assert f"Order {paid.number} left with this number." in words(problem)


def test_what_wasnt_sent_is_named_on_top_with_a_link_to_its_card(
    packer: Client, paid: Any, other: Any
) -> None:
    packing.send(paid, NUMBER)
    page = soup(sends(packer, other, (a_batch(other), 1), tracking=NUMBER))
    assert page.select_one(".help-critical a")["href"] == f"#{other.number}"
    assert page.select_one(f"#{other.number}.packing-card")


def test_two_orders_to_one_house_may_share_a_parcel(packer: Client, paid: Any) -> None:
    same = a_paid_order(a_product("Rose oil"))
    packing.send(paid, NUMBER)
    assert sends(packer, same, (a_batch(same), 1), tracking=NUMBER).status_code == 302


def test_the_service_refuses_it_as_well(paid: Any, other: Any) -> None:
    packing.send(paid, NUMBER)
    with pytest.raises(CannotDispatch, match=paid.number):
        packing.send(other, NUMBER)


def test_a_correction_to_another_parcels_number_is_refused_beside_its_field(
    packer: Client, paid: Any, other: Any
) -> None:
    packing.send(paid, NUMBER)
    packing.send(other, "CD123456785GB")
    url = f"/office/orders/{other.number}/tracking/"
    answer = packer.post(url, {"tracking_number": NUMBER, "why": "A slip"})
    assert answer.status_code == 422 and "tracking_number" in answer.context["form"].errors
    assert Order.objects.get(pk=other.pk).tracking_number == "CD123456785GB"


def test_what_was_sent_leads_to_its_order(packer: Client, paid: Any) -> None:
    packer.post(PACK, typed(paid, (a_batch(paid), 2)))
    assert soup(packer.get(PACK)).select_one(f".messages a[href='/office/orders/{paid.number}/']")


def test_a_taken_number_of_a_part_is_refused_beside_its_field(staff: Client, paid: Any, other: Any) -> None:
    packing.send(other, NUMBER)
    line, batch = paid.lines.get(), a_batch(paid)
    data = {"take": 1, "batch": batch.pk, "pieces": 1}
    fields = {f"o{paid.pk}-{name}_{line.pk}": value for name, value in data.items()}
    answer = staff.post(
        f"/office/orders/{paid.number}/send-part/", {**fields, f"o{paid.pk}-tracking_number": NUMBER}
    )
    assert answer.status_code == 422
    assert other.number in str(answer.context["form"].errors["tracking_number"])


def test_the_numbers_of_all_cards_are_read_together(packer: Client, paid: Any, other: Any) -> None:
    packing.send(a_paid_order(a_product("Balm", stock=5), line1="8 Third Street"), NUMBER)
    data = typed(paid, (a_batch(paid), 2), tracking=NUMBER)
    data |= typed(other, (a_batch(other, "L2"), 1), tracking=NUMBER)
    with CaptureQueriesContext(connection) as queries:
        answer = packer.post(PACK, data)
    read = [query for query in queries if '"tracking_number" IN' in query["sql"]]
    assert (answer.status_code, len(read)) == (422, 2)  # for the check, and for the page that says so
