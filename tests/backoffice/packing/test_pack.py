"""One page packs and sends everything that is paid."""

from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from oscar.core.loading import get_model

from shop.accounts.models import User
from shop.mail.models import OutboxEmail
from shop.order import statuses
from shop.order.models import CancellationNotice, Order, Parcel
from tests.backoffice.packing.parcels import PACK, a_batch, card, sends, soup, status_of, typed, words
from tests.support import packing
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order, an_order

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_paid_order_has_a_card_and_an_unpaid_one_has_none(packer: Client, paid: Any) -> None:
    unpaid = an_order(a_product("Other oil"))
    page = packer.get(PACK).content.decode()
    assert paid.number in page and unpaid.number not in page


def test_sending_consumes_stock_notes_the_batch_and_tells_the_buyer(packer: Client, paid: Any) -> None:
    batch, line = a_batch(paid), paid.lines.get()
    mail.outbox.clear()
    assert sends(packer, paid, (batch, 2)).status_code == 302
    paid.refresh_from_db()
    record = line.stockrecord
    record.refresh_from_db()
    assert (paid.status, record.num_in_stock, record.num_allocated) == (statuses.DISPATCHED, 3, 0)
    assert (line.batches.get().batch, line.batches.get().quantity) == (batch, 2)
    assert "RM1" in mail.outbox[0].body


def test_the_parcel_says_what_was_sent_and_by_whom(packer: Client, paid: Any, ben: User) -> None:
    sends(packer, paid, (a_batch(paid), 2))
    parcel = Parcel.objects.get()
    assert (parcel.order, parcel.tracking_number, parcel.sent_by) == (paid, "RM1", ben)
    assert [(part.line, part.quantity) for part in parcel.lines.all()] == [(paid.lines.get(), 2)]


def test_clicking_twice_sends_once(packer: Client, paid: Any) -> None:
    batch = a_batch(paid)
    sends(packer, paid, (batch, 2))
    again = packer.post(PACK, typed(paid, (batch, 2)), follow=True)
    assert "Nothing was sent twice" in again.content.decode()
    assert paid.lines.get().stockrecord.num_in_stock == 3
    assert OutboxEmail.objects.filter(kind="order.dispatched").count() == 1
    assert Parcel.objects.count() == 1


def test_who_was_faster_is_named(packer: Client, staff: Client, paid: Any) -> None:
    batch = a_batch(paid)
    sends(packer, paid, (batch, 2))
    answer = sends(staff, paid, (batch, 2))
    sent_at = Parcel.objects.get().sent_at
    assert answer.status_code == 422
    assert f"{paid.number} wasn’t sent. Pat sent it at {sent_at:%H:%M}." in words(soup(answer))


def test_one_that_cant_go_doesnt_stop_the_rest(packer: Client, paid: Any) -> None:
    short = a_paid_order(a_product("Rose oil"))
    short.lines.get().product.stockrecords.update(num_in_stock=0)
    data = typed(paid, (a_batch(paid), 2)) | typed(short, (a_batch(short), 1), tracking="RM2")
    answer = packer.post(PACK, data)
    assert (status_of(paid), status_of(short)) == (statuses.DISPATCHED, statuses.PAID)
    problem = card(answer, short)
    assert "fewer in stock" in words(problem)
    assert problem.select_one("[name$=tracking_number]")["value"] == "RM2"
    assert problem.select_one("[name$=send]").has_attr("checked")


def test_what_keeps_a_parcel_is_said_at_the_top(packer: Client, paid: Any) -> None:
    a_batch(paid)
    top = words(soup(sends(packer, paid, tracking="")).select_one(".help-critical"))
    assert f"1 not sent: {paid.number}" in top
    assert "Choose the batch." in top and "Enter the tracking number from the label." in top


def test_what_was_typed_on_other_cards_stays(packer: Client, paid: Any) -> None:
    other = a_paid_order(a_product("Rose oil"))
    data = typed(paid, tracking="!!") | typed(other, tracking="RM7", send=False)
    answer = packer.post(PACK, data)
    assert card(answer, other).select_one("[name$=tracking_number]")["value"] == "RM7"


def test_enter_without_a_script_ticks_the_card_and_sends_nothing(packer: Client, paid: Any) -> None:
    data = typed(paid, (a_batch(paid), 2), send=False) | {"check": "1"}
    answer = packer.post(PACK, data)
    assert card(answer, paid).select_one("[name$=send]").has_attr("checked")
    assert status_of(paid) == statuses.PAID


def test_nothing_ticked_is_said(packer: Client, paid: Any) -> None:
    answer = packer.post(PACK, typed(paid, (a_batch(paid), 2), send=False))
    assert answer.status_code == 422 and "Nothing was ticked" in answer.content.decode()


@pytest.mark.parametrize("number", ["see label!! <b>x</b>", "see label", "", "AB123456789GB"])
def test_what_no_label_says_is_no_tracking_number(number: str, packer: Client, paid: Any) -> None:
    answer = sends(packer, paid, (a_batch(paid), 2), tracking=number)
    assert answer.status_code == 422 and card(answer, paid).select_one(".errorlist")
    assert status_of(paid) == statuses.PAID


def test_express_is_first_then_the_promised_day(packer: Client) -> None:
    oil = a_product(stock=9)
    later, sooner, quick = (a_paid_order(oil) for _ in range(3))
    for order, day in ((later, "2027-01-09"), (sooner, "2027-01-05"), (quick, "2027-01-20")):
        Order.objects.filter(pk=order.pk).update(delivery_rule={"promised": ["2027-01-01", day]})
    Order.objects.filter(pk=quick.pk).update(shipping_code="express")
    page = packer.get(PACK).content.decode()
    assert page.index(quick.number) < page.index(sooner.number) < page.index(later.number)


def test_a_card_says_all_that_a_packer_needs(packer: Client, paid: Any, cleo: User) -> None:
    get_model("order", "ShippingAddress").objects.update(notes="Leave with neighbour")
    paid.notes.create(user=cleo, message="Add a sample", note_type="Info")
    paid.notes.create(message="Paid by card", note_type="System")
    rule = {"promised": ["2026-01-02", "2026-01-05"]}
    Order.objects.update(gift_message="Happy birthday!", hides_prices=True, delivery_rule=rule)
    text = words(card(packer.get(PACK), paid))
    for part in ("12 High Street", "GL5 1AA", "Leave with neighbour", "Add a sample", "Happy birthday!",
                 "No prices in the parcel", "late, promised 05/01/2026", "2 × Sunflower oil"):  # fmt: skip
        assert part in text
    assert "Paid by card" not in text


def test_what_is_on_hold_has_a_reason_and_no_card(packer: Client, paid: Any) -> None:
    CancellationNotice.objects.create(order=paid, items="2 × oil", reason="")
    page = soup(packer.get(PACK))
    assert not page.select(".packing-card")
    assert paid.number in words(page.select_one(".packing-held"))
    assert "the buyer cancelled it" in words(page.select_one(".packing-held"))


def test_what_is_put_on_hold_meanwhile_isnt_sent(packer: Client, paid: Any) -> None:
    CancellationNotice.objects.create(order=paid, items="2 × oil", reason="")
    answer = sends(packer, paid, (a_batch(paid), 2))
    assert f"{paid.number} wasn’t sent. It is on hold" in words(soup(answer))
    assert status_of(paid) == statuses.PAID


def test_what_was_refunded_is_no_line_of_the_parcel(packer: Client, paid: Any) -> None:
    paid.lines.update(quantity_withdrawn=1)
    assert "1 × Sunflower oil" in words(card(packer.get(PACK), paid))


def more_orders(count: int) -> None:
    """So many orders with a batch, and as many on hold."""
    for place in range(count):
        a_batch(a_paid_order(a_product(f"Oil {count} {place}")))
        held = a_paid_order(a_product(f"Held oil {count} {place}"))
        CancellationNotice.objects.create(order=held, items="1 × oil", reason="")


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as made:
        assert client.get(PACK).status_code == 200
    return len(made)


def test_many_parcels_take_as_many_queries_as_one(packer: Client) -> None:
    more_orders(1)
    queries(packer)
    few = queries(packer)
    more_orders(4)
    assert queries(packer) == few


def test_a_hold_is_lifted_with_a_reason(staff: Client, paid: Any) -> None:
    CancellationNotice.objects.create(order=paid, items="2 × oil", reason="")
    staff.post(f"{PACK}{paid.number}/lift/", {"reason": " "})
    assert not soup(staff.get(PACK)).select(".packing-card")
    page = soup(staff.post(f"{PACK}{paid.number}/lift/", {"reason": "They rang: send it"}, follow=True))
    assert page.select(".packing-card") and "They rang" in CancellationNotice.objects.get().send_anyway


def test_packers_lift_no_hold(packer: Client, paid: Any) -> None:
    CancellationNotice.objects.create(order=paid, items="2 × oil", reason="")
    assert not soup(packer.get(PACK)).select(".packing-held form")
    packer.post(f"{PACK}{paid.number}/lift/", {"reason": "x"})
    assert not CancellationNotice.objects.get().send_anyway


def test_the_menu_counts_what_waits(packer: Client, paid: Any) -> None:
    assert "Pack and send (1)" in packer.get("/office/").content.decode()


def test_sent_by_the_server_names_nobody(packer: Client, paid: Any) -> None:
    packing.send(paid)
    answer = sends(packer, paid, (a_batch(paid), 2))
    assert "Somebody sent it at" in words(soup(answer))
    assert Parcel.objects.get().sent_by is None


def test_fifty_parcels_ask_the_database_no_more_often_than_five(packer: Client) -> None:
    oil = a_product(stock=200)
    packing.a_batch(oil, quantity=200)

    def queries(wanted: int) -> int:
        first = Order.objects.first() or a_paid_order(oil, quantity=2)
        copies(first, wanted - Order.objects.count())
        with CaptureQueriesContext(connection) as asked:
            assert len(soup(packer.get(PACK)).select(".packing-card")) == wanted
        return len(asked)

    queries(1)  # fills what is cached
    assert queries(5) == queries(50)


def copies(order: Order, count: int) -> None:
    """Further orders like it, by their rows: fifty checkouts would take a minute."""
    for place in range(count):
        line = order.lines.get()
        line.pk, order.pk = None, None
        order.number, order.basket = f"{order.number[:8]}{Order.objects.count():04}", None
        order._state.adding = line._state.adding = True
        order.save()
        line.order = order
        line.save()
        order = Order.objects.get(pk=order.pk)
        order.parcels.create(
            sent_at=order.date_placed, taken_back_at=order.date_placed if place % 2 else None
        )
