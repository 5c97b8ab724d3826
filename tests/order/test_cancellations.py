"""The right to cancel: a form on the order's page, a receipt by mail, a notice for staff."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from shop.accounts.models import User
from shop.order.dispatch import dispatch_order
from shop.order.models import CancellationNotice
from shop.order.returns.take import AlreadyCancelled, Said, take_return
from shop.order.tokens import PAY, VIEW, token_for
from shop.payment.services import sync_attempt
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.packing import packed_for
from tests.support.purchases import a_paid_order, an_order, started, tries_card
from tests.support.roles import shopkeeper_group

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def paid() -> Any:
    attempt = started(an_order())
    tries_card(attempt)
    sync_attempt(attempt=attempt)
    mail.outbox.clear()
    attempt.order.refresh_from_db()
    return attempt.order


def cancel(order: Any, **data: Any) -> Any:
    url = f"/orders/{token_for(order, VIEW)}/cancel/"
    return Client().post(url, data, follow=True)


def test_a_notice_is_kept_and_receipted_at_once(paid: Any) -> None:
    page = cancel(paid, items=[paid.lines.get().pk], reason="Too much")
    notice = CancellationNotice.objects.get()
    assert (notice.items, notice.reason) == ("1 × Sunflower oil, 100 ml", "Too much")
    assert "receipt" in mail.outbox[0].body and "1 × Sunflower oil, 100 ml" in mail.outbox[0].body
    assert "you cancelled: 1 × Sunflower oil, 100 ml" in page.content.decode()


def test_nothing_ticked_is_said_and_the_reason_stays(paid: Any) -> None:
    page = cancel(paid, reason="Half a sentence")
    assert "Choose at least one item." in page.content.decode()
    assert "Half a sentence" in page.content.decode()


def test_a_line_of_another_order_isnt_taken(paid: Any) -> None:
    cancel(paid, items=["999999"])
    assert not CancellationNotice.objects.exists()


def test_an_unpaid_order_has_nothing_to_cancel() -> None:
    order = an_order()
    cancel(order, items=[order.lines.get().pk])
    assert not CancellationNotice.objects.exists()


def test_a_link_to_pay_is_no_link_to_cancel(paid: Any) -> None:
    assert Client().get(f"/orders/{token_for(paid, PAY)}/cancel/").status_code == 404


def test_staff_see_it_and_settle_it(paid: Any, cleo: User) -> None:
    cancel(paid, items=[paid.lines.get().pk])
    cleo.groups.add(shopkeeper_group())
    browser = signed_in(cleo)
    assert paid.number in browser.get("/office/returns/").content.decode()
    assert "The buyer cancelled" in browser.get(f"/office/orders/{paid.number}/").content.decode()
    closed = {"outcome": "nothing owed", "why": "Paid back by bank transfer"}
    browser.post(f"/office/returns/{paid.returns.get().pk}/close/", closed)
    assert CancellationNotice.objects.get().handled_at


def two_bottles() -> Any:
    attempt = started(an_order(quantity=2))
    tries_card(attempt)
    sync_attempt(attempt=attempt)
    attempt.order.refresh_from_db()
    return attempt.order


def test_everything_is_ticked_to_begin_with(paid: Any) -> None:
    page = Client().get(f"/orders/{token_for(paid, VIEW)}/cancel/").content.decode()
    assert page.count('type="checkbox"') == page.count(" checked") == 1


def test_one_of_two_can_be_cancelled_and_then_the_other() -> None:
    order = two_bottles()
    key = order.lines.get().pk
    page = cancel(order, items=[key], **{f"quantity_{key}": "1"}).content.decode()
    assert "you cancelled: 1 × Sunflower oil" in page and "Cancel more items" in page
    assert "£14.50 goes back the way you paid by" in page
    page = cancel(order, items=[key]).content.decode()
    assert "Cancel more items" not in page and "Cancel this order" not in page
    assert "£32.95 goes back the way you paid by" in page  # with delivery: all of it is cancelled
    assert CancellationNotice.objects.count() == 2


def test_with_nothing_left_the_form_leads_back_to_the_order(paid: Any) -> None:
    for _ in range(2):
        cancel(paid, items=[paid.lines.get().pk])
    assert CancellationNotice.objects.count() == 1
    form = Client().get(f"/orders/{token_for(paid, VIEW)}/cancel/")
    assert form.url == f"/orders/{token_for(paid, VIEW)}/"


def test_more_than_there_is_cant_be_cancelled() -> None:
    order = two_bottles()
    key = order.lines.get().pk
    page = cancel(order, items=[key], **{f"quantity_{key}": "3"})
    assert "Choose a number from 1 to 2." in page.content.decode()
    assert not CancellationNotice.objects.exists()


def test_a_second_click_at_the_same_time_adds_nothing(paid: Any) -> None:
    chosen = [(paid.lines.get(), 1)]
    take_return(order=paid, chosen=chosen, said=Said())
    with pytest.raises(AlreadyCancelled):
        take_return(order=paid, chosen=chosen, said=Said())


def test_after_sending_the_buyer_is_told_to_send_it_back(paid: Any) -> None:
    dispatch_order(order=paid, tracking_number="", batches=packed_for(paid))
    page = cancel(paid, items=[paid.lines.get().pk]).content.decode()
    assert "We have your cancellation" in page and "Please send the items back by" in page


def test_the_form_names_the_last_day_and_the_seals(client: Client) -> None:
    order = a_paid_order(a_product("Sealed oil", hygiene_seal=True), a_product("Muslin cloths"))
    order.move("Dispatched")
    page = " ".join(client.get(f"/orders/{token_for(order, VIEW)}/cancel/").content.decode().split())
    last = order.deadlines.cancel_until
    assert f"{last:%A} {last.day} {last:%B %Y}" in page and "if it arrives as expected" in page
    assert page.count("only with its hygiene seal unbroken, unless faulty") == 1
