"""The right to cancel: a form on the order's page, a receipt by mail, a notice for staff."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client

from shop.accounts.models import User
from shop.dashboard.staff import staff_group
from shop.order.models import CancellationNotice
from shop.order.tokens import PAY, VIEW, token_for
from shop.payment.services import settle
from tests.cast import signed_in
from tests.purchases import an_order, started, tries_card

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def paid() -> Any:
    attempt = started(an_order())
    tries_card(attempt)
    settle(attempt=attempt)
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
    assert "Tick what you cancel." in page.content.decode()
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
    cleo.groups.add(staff_group())
    browser = signed_in(cleo)
    assert paid.number in browser.get("/dashboard/cancellations/").content.decode()
    assert "The buyer cancelled" in browser.get(f"/dashboard/orders/{paid.number}/").content.decode()
    browser.post("/dashboard/cancellations/", {"notice": CancellationNotice.objects.get().pk})
    assert CancellationNotice.objects.get().handled_at
