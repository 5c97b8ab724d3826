"""Staff see what was sent and what wasn't, and send it again."""

from typing import Any

import pytest
from django.core import mail
from django.test import Client
from wagtail.models import ModelLogEntry

from shop.accounts.models import User
from shop.mail import outbox
from shop.mail.models import OutboxEmail
from shop.order.models import Order
from tests.support.cast import access, signed_in
from tests.support.purchases import a_paid_order
from tests.support.roles import packer_group

pytestmark = pytest.mark.django_db(transaction=True)
State = OutboxEmail.State


@pytest.fixture
def email() -> OutboxEmail:
    return a_paid_order().emails.get()


def test_sending_again_adds_a_row_and_leaves_the_first(staff: Client, email: OutboxEmail) -> None:
    staff.post(f"/office/emails/{email.pk}/again/")
    first, again = OutboxEmail.objects.all()
    assert (first.sent_at, first.text) == (email.sent_at, email.text)
    assert again.sent_at > first.sent_at and again.resent_from == first
    assert [message.to for message in mail.outbox] == [[email.recipient]] * 2


def test_it_goes_to_the_orders_address_as_it_is_now(staff: Client, email: OutboxEmail) -> None:
    order = Order.objects.get()
    type(order).objects.filter(pk=order.pk).update(guest_email="new@example.com")
    staff.post(f"/office/emails/{order.emails.get().pk}/again/")
    assert mail.outbox[-1].to == ["new@example.com"]


@pytest.mark.parametrize("state", OutboxEmail.NEEDS_STAFF)
def test_what_failed_is_listed_with_its_reason_until_settled(
    staff: Client, email: OutboxEmail, state: str
) -> None:
    OutboxEmail.objects.update(state=state, last_error="550 5.1.1 no such user")
    assert "550 5.1.1 no such user" in staff.get("/office/emails/").content.decode()
    staff.post(f"/office/emails/{email.pk}/settle/")
    assert "No email needs a decision" in staff.get("/office/emails/").content.decode()


def test_the_text_is_shown_as_it_was_sent(staff: Client, email: OutboxEmail) -> None:
    assert "hereby give notice" in staff.get(f"/office/emails/{email.pk}/").content.decode()


def test_a_link_that_signs_somebody_in_is_not_stored(staff: Client, ada: User) -> None:
    row = outbox.queue("customer.password_reset", to=ada.email, args={"user_id": ada.pk})
    row.refresh_from_db()
    assert (row.state, row.text, row.html) == (State.SENT, "", "")
    assert "/password-reset/" in mail.outbox[0].body


@pytest.mark.parametrize("path", ["", "{pk}/", "{pk}/html/"])
def test_only_staff_may_look(path: str, email: OutboxEmail, ada: User) -> None:
    url = f"/office/emails/{path.format(pk=email.pk)}"
    assert set(access(url, {"visitor": None, "ada": ada}).values()) <= {302, 403}


def rows(client: Client, **asked: str) -> str:
    return client.get("/office/emails/results/", asked).content.decode()


def test_a_search_goes_by_address_kind_and_order(staff: Client, email: OutboxEmail, ada: User) -> None:
    outbox.queue("customer.password_changed", to=ada.email, args={"user_id": ada.pk})
    for words in ("wilma", "confirmation wilma", Order.objects.get().number):
        assert email.recipient in rows(staff, q=words) and ada.email not in rows(staff, q=words)
    assert "No email has all of these words" in rows(staff, q="wilma password")
    assert email.recipient not in rows(staff, kind="customer.password_changed")
    assert email.recipient not in rows(staff, state="open") and email.recipient in rows(staff, state="sent")


def test_a_packer_sees_emails_about_orders_alone(ben: User, email: OutboxEmail, ada: User) -> None:
    other = outbox.queue("customer.password_changed", to=ada.email, args={"user_id": ada.pk})
    ben.groups.add(packer_group())
    packer = signed_in(ben)
    assert email.recipient in rows(packer) and ada.email not in rows(packer)
    for path in ("", "html/"):
        assert packer.get(f"/office/emails/{other.pk}/{path}").status_code == 404
    assert packer.post(f"/office/emails/{other.pk}/again/").status_code == 404


def test_the_html_runs_nothing_and_is_not_stored(staff: Client, email: OutboxEmail) -> None:
    page = staff.get(f"/office/emails/{email.pk}/").content.decode()
    assert f'src="/office/emails/{email.pk}/html/"' in page and "sandbox" in page
    letter = staff.get(f"/office/emails/{email.pk}/html/")
    policy = letter.headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "script-src" not in policy
    assert letter.headers["X-Frame-Options"] == "SAMEORIGIN" and "no-store" in letter.headers["Cache-Control"]
    assert letter.content.decode() == email.html


def test_who_sent_it_again_or_settled_it_is_logged(staff: Client, email: OutboxEmail, ada: User) -> None:
    other = outbox.queue("customer.password_changed", to=ada.email, args={"user_id": ada.pk})
    staff.post(f"/office/emails/{email.pk}/again/")
    staff.post(f"/office/emails/{other.pk}/again/")
    staff.post(f"/office/emails/{other.pk}/settle/")
    entries = ModelLogEntry.objects.order_by("pk").values_list("action", "user__email", "label")
    assert [action for action, _, _ in entries] == [
        "order.email_repeated",
        "office.email_repeated",
        "office.email_settled",
    ]
    assert {email for _, email, _ in entries} == {"cleo@example.com"}
    assert ada.email not in str(list(entries))


def test_the_file_has_what_is_filtered(staff: Client, email: OutboxEmail) -> None:
    answer = staff.get("/office/emails/", {"export": "csv", "q": "wilma"})
    text = b"".join(answer.streaming_content).decode("utf-8-sig")
    assert Order.objects.get().number in text and "Confirmation" in text


def test_many_emails_ask_the_database_no_more_often(
    staff: Client, email: OutboxEmail, django_assert_max_num_queries: Any
) -> None:
    OutboxEmail.objects.bulk_create(
        OutboxEmail(kind=email.kind, recipient=f"p{place}@example.com", reference=email.reference)
        for place in range(49)
    )
    with django_assert_max_num_queries(16):
        assert "50 emails" in rows(staff)


def test_the_list_names_the_order(staff: Client, email: OutboxEmail) -> None:
    page = staff.get("/office/emails/").content.decode()
    assert Order.objects.get().number in page
