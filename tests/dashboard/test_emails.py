"""Staff see what was sent and what wasn't, and send it again."""

import pytest
from django.core import mail
from django.test import Client

from shop.accounts.models import User
from shop.mail import outbox
from shop.mail.models import OutboxEmail
from shop.order.models import Order
from tests.support.cast import access, signed_in
from tests.support.purchases import a_paid_order
from tests.support.roles import shopkeeper_group

pytestmark = pytest.mark.django_db(transaction=True)
State = OutboxEmail.State


@pytest.fixture
def staff(cleo: User) -> Client:
    cleo.groups.add(shopkeeper_group())
    return signed_in(cleo)


@pytest.fixture
def email() -> OutboxEmail:
    return a_paid_order().emails.get()


def test_sending_again_adds_a_row_and_leaves_the_first(staff: Client, email: OutboxEmail) -> None:
    staff.post(f"/dashboard/mails/{email.pk}/again/")
    first, again = OutboxEmail.objects.all()
    assert (first.sent_at, first.text) == (email.sent_at, email.text)
    assert again.sent_at > first.sent_at and again.resent_from == first
    assert [message.to for message in mail.outbox] == [[email.recipient]] * 2


def test_it_goes_to_the_orders_address_as_it_is_now(staff: Client, email: OutboxEmail) -> None:
    order = Order.objects.get()
    type(order).objects.filter(pk=order.pk).update(guest_email="new@example.com")
    staff.post(f"/dashboard/mails/{order.emails.get().pk}/again/")
    assert mail.outbox[-1].to == ["new@example.com"]


@pytest.mark.parametrize("state", OutboxEmail.NEEDS_STAFF)
def test_what_failed_is_listed_with_its_reason_until_settled(
    staff: Client, email: OutboxEmail, state: str
) -> None:
    OutboxEmail.objects.update(state=state, last_error="550 5.1.1 no such user")
    assert "550 5.1.1 no such user" in staff.get("/dashboard/emails/").content.decode()
    staff.post(f"/dashboard/emails/{email.pk}/settle/")
    assert "No email needs a decision" in staff.get("/dashboard/emails/").content.decode()


def test_the_text_is_shown_as_it_was_sent(staff: Client, email: OutboxEmail) -> None:
    assert "hereby give notice" in staff.get(f"/dashboard/emails/{email.pk}/").content.decode()


def test_a_link_that_signs_somebody_in_is_not_stored(staff: Client, ada: User) -> None:
    row = outbox.queue("customer.password_reset", to=ada.email, args={"user_id": ada.pk})
    row.refresh_from_db()
    assert (row.state, row.text, row.html) == (State.SENT, "", "")
    assert "/password-reset/" in mail.outbox[0].body


@pytest.mark.parametrize("path", ["emails/", "emails/{pk}/"])
def test_only_staff_may_look(path: str, email: OutboxEmail, ada: User) -> None:
    url = f"/dashboard/{path.format(pk=email.pk)}"
    assert set(access(url, {"visitor": None, "ada": ada}).values()) <= {302, 403}
