"""The order's page: what it shows, its timeline, and corrections."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from wagtail.log_actions import registry

from shop.accounts.models import User
from shop.mail import outbox
from shop.order import statuses
from shop.order.dispatch_holds import dispatch_hold_reason
from shop.order.models import Order
from shop.order.personal_data import orders_of
from tests.support.cast import signed_in
from tests.support.outbox import send_queued
from tests.support.packing import send
from tests.support.purchases import a_code, a_paid_order, an_order
from tests.support.returns import a_return
from tests.support.roles import bookkeeper_group, packer_group

pytestmark = pytest.mark.django_db


@pytest.fixture
def order() -> Any:
    return a_paid_order()


def address(order: Any, what: str = "") -> str:
    return f"/office/orders/{order.number}/{what}"


def page(client: Client, order: Any) -> str:
    return " ".join(client.get(address(order)).content.decode().split())


def log_of(order: Any) -> Any:
    return registry.get_logs_for_instance(order).get()


def test_the_page_shows_lines_money_and_all_that_happened(staff: Client) -> None:
    order = a_paid_order(code=a_code())
    found = page(staff, order)
    line = order.lines.get()
    for part in (
        f"1 × {line.title} ({line.partner_sku})", "1 to send", "TENOFF", "(20%)", "Left to refund",
        str(order.payment_attempts.get().intent_id), "Email: Confirmation", "Placed", "Version 1", "To pack",
    ):  # fmt: skip
        assert part in found


def test_a_sent_order_shows_pieces_batch_and_tracking(staff: Client, order: Any) -> None:
    send(order, "AB123456785GB")
    found = page(staff, order)
    assert "1 sent" in found and "1 × L2611" in found and "tracking-results/AB123456785GB" in found


def test_more_lines_ask_the_database_no_more_often(
    staff: Client, order: Any, django_assert_max_num_queries: Any
) -> None:
    for place in range(8):
        order.notes.create(message=f"Note {place}", note_type="System")
    page(staff, order)
    with django_assert_max_num_queries(60):
        page(staff, order)


def test_another_zone_is_refused_beside_the_postcode(staff: Client, order: Any) -> None:
    data = {"first_name": "Wilma", "line1": "1 Mill", "line4": "Town", "postcode": "JE2 3AB"}
    answer = staff.post(address(order, "address/"), data)
    assert answer.status_code == 422
    assert "is Jersey; this order was priced for UK mainland" in answer.content.decode()
    order.shipping_address.refresh_from_db()
    assert order.shipping_address.postcode == "GL5 1AA"


def test_the_same_zone_is_saved_logged_and_told(staff: Client, order: Any, cleo: User) -> None:
    data = {"first_name": "Wilma Walker", "line1": "1 Mill", "line4": "Leeds", "postcode": "ls11aa"}
    staff.post(address(order, "address/"), data)
    order.shipping_address.refresh_from_db()
    assert order.shipping_address.postcode == "LS1 1AA"
    entry = log_of(order)
    assert entry.user == cleo and ["Postcode", "GL5 1AA", "LS1 1AA"] in entry.data["changes"]
    assert "Postcode: GL5 1AA → LS1 1AA" in page(staff, order)
    send_queued()
    assert "1 Mill" in mail.outbox[-1].body and mail.outbox[-1].to == ["wilma@example.com"]


def test_the_address_of_a_sent_parcel_stays(staff: Client, order: Any) -> None:
    send(order)
    data = {"first_name": "Wilma", "line1": "1 Mill", "line4": "Leeds", "postcode": "LS1 1AA"}
    assert "its address stays" in staff.post(address(order, "address/"), data).content.decode()
    assert "Correct the address" not in page(staff, order)


def test_no_shell_moves_it_to_another_zone_either(order: Any) -> None:
    order.shipping_address.postcode = "JE2 3AB"
    with pytest.raises(ValidationError, match="Jersey"):
        order.shipping_address.save()


def test_a_guests_email_is_corrected_with_a_reason(staff: Client, order: Any) -> None:
    url = address(order, "email/")
    assert staff.post(url, {"email": "no address", "why": "x"}).status_code == 422
    staff.post(url, {"email": "New@Example.com", "why": "Typing error"})
    order.refresh_from_db()
    assert order.email == "new@example.com"
    assert log_of(order).data | {"from": ""} == {"from": ""} | {
        "changes": [["Email", "wilma@example.com", "new@example.com"]],
        "why": "Typing error",
    }


@pytest.mark.parametrize("what", ["address/", "email/", "lift-hold/", "cancel/"])
def test_packers_and_bookkeepers_correct_nothing(what: str, ben: User, ada: User, order: Any) -> None:
    ben.groups.add(packer_group())
    ada.groups.add(bookkeeper_group())
    for client in (signed_in(ben), signed_in(ada)):
        for answer in (client.get(address(order, what)), client.post(address(order, what))):
            assert answer.headers["Location"] == "/office/"


def test_a_note_is_seen_and_changed_for_an_hour(ben: User, order: Any) -> None:
    ben.groups.add(packer_group())
    packer = signed_in(ben)
    for _ in range(2):
        packer.post(address(order, "note/"), {"message": "Rang twice"})
    note = order.notes.get()
    assert "Rang twice" in page(packer, order) and "Change the note" in page(packer, order)
    packer.post(address(order, f"note/{note.pk}/"), {"message": "Rang three times"})
    note.refresh_from_db()
    assert note.message == "Rang three times"
    assert log_of(order).data["changes"] == [["Note", "Rang twice", "Rang three times"]]


def test_after_an_hour_notes_are_only_added_to(staff: Client, order: Any, cleo: User) -> None:
    note = order.notes.create(user=cleo, message="Rang twice")
    order.notes.update(date_created=timezone.now() - timedelta(minutes=61))
    answer = staff.post(address(order, f"note/{note.pk}/"), {"message": "Never rang"})
    assert answer.status_code == 422 and "Add another one" in answer.content.decode()
    note.refresh_from_db()
    assert note.message == "Rang twice" and "Change the note" not in page(staff, order)


def test_nobody_changes_a_colleagues_note(staff: Client, order: Any, ben: User) -> None:
    note = order.notes.create(user=ben, message="Rang twice")
    assert staff.post(address(order, f"note/{note.pk}/"), {"message": "No"}).status_code == 404


def test_an_empty_note_is_refused_beside_the_field(staff: Client, order: Any) -> None:
    assert "Write something first." in staff.post(address(order, "note/")).content.decode()


def test_a_cancelled_order_is_held_until_somebody_says_why(staff: Client, order: Any) -> None:
    a_return(order, words="Wrong size")
    found = page(staff, order)
    assert "On hold: the buyer cancelled it" in found and "Wrong size" in found
    assert staff.post(address(order, "lift-hold/")).status_code == 422
    staff.post(address(order, "lift-hold/"), {"reason": "Changed their mind by telephone"})
    assert dispatch_hold_reason(order) == ""
    assert "Changed their mind by telephone" in page(staff, order)


def test_a_tracking_number_is_corrected_and_told(staff: Client, order: Any) -> None:
    send(order, "RM1")
    mail.outbox.clear()
    given = {"tracking_number": "rm2", "why": "Misread"}
    staff.post(address(order, "tracking/"), given)
    order.refresh_from_db()
    assert (order.tracking_number, order.parcels.get().tracking_number) == ("RM2", "RM2")
    send_queued()
    assert "RM2" in mail.outbox[-1].body
    assert log_of(order).data | {"from": ""} == {"from": ""} | {
        "changes": [["Tracking number", "RM1", "RM2"]],
        "why": "Misread",
    }


def test_the_same_tracking_number_is_told_to_nobody(staff: Client, order: Any) -> None:
    send(order, "RM1")
    mail.outbox.clear()
    staff.post(address(order, "tracking/"), {"tracking_number": "RM1", "why": "Looked again"})
    send_queued()
    assert all("tracking" not in sent.subject.lower() for sent in mail.outbox)
    assert not registry.get_logs_for_instance(order).filter(action="order.tracking_corrected")


def test_an_unsent_order_has_no_tracking_to_correct(staff: Client, order: Any) -> None:
    assert staff.get(address(order, "tracking/")).status_code == 404


def test_an_arrival_is_noted_once(staff: Client, order: Any, cleo: User) -> None:
    send(order)
    staff.post(address(order, "delivered/"))
    again = staff.post(address(order, "delivered/"), follow=True).content.decode()
    order.refresh_from_db()
    assert order.status == statuses.DELIVERED and "isn’t on its way" in again
    assert log_of(order).user == cleo


def test_nobody_makes_an_order_paid_or_delivered_by_hand(staff: Client) -> None:
    order = an_order()
    staff.post(address(order, "delivered/"))
    order.refresh_from_db()
    assert order.status == statuses.PENDING


def test_an_email_is_read_as_it_was_sent_and_sent_again(staff: Client, order: Any) -> None:
    send_queued()
    email = order.emails.get()
    Order.objects.filter(pk=order.pk).update(guest_email="new@example.com")
    assert "hereby give notice" in staff.get(address(order, f"emails/{email.pk}/")).content.decode()
    staff.post(address(order, f"emails/{email.pk}/again/"))
    again = order.emails.exclude(pk=email.pk).get()
    assert (again.resent_from, again.recipient) == (email, "new@example.com")
    found = page(staff, order)
    assert "Email: Confirmation (again)" in found and found.count("Email: Confirmation</a>") == 1


def test_an_email_of_another_order_is_not_found(staff: Client, order: Any, ada: User) -> None:
    other = outbox.queue("customer.password_reset", to=ada.email, args={"user_id": ada.pk})
    assert staff.get(address(order, f"emails/{other.pk}/")).status_code == 404
    assert staff.post(address(order, f"emails/{other.pk}/again/")).status_code == 404


def test_what_staff_changed_is_in_the_buyers_export(staff: Client, order: Any) -> None:
    staff.post(address(order, "email/"), {"email": "new@example.com", "why": "Typing error"})
    assert "wilma@example.com → new@example.com" in str(orders_of("new@example.com"))


def test_a_cancelled_order_has_no_last_days(staff: Client, order: Any) -> None:
    assert "Last days" in page(staff, order)
    order.move(statuses.CANCELLED)
    assert "Last days" not in page(staff, order)


def test_a_buyers_cancellation_is_one_click_from_the_hold(staff: Client, order: Any) -> None:
    row = a_return(order)
    assert f'<a href="/office/returns/{row.pk}/">Open the cancellation</a>' in page(staff, order)


def test_a_colleague_is_named_not_addressed(staff: Client, cleo: User, order: Any) -> None:
    User.objects.filter(pk=cleo.pk).update(first_name="Cleo", last_name="Hart")
    order.parcels.create(sent_at=timezone.now(), sent_by=cleo, tracking_number="AB123456785GB")
    assert "by Cleo Hart" in page(staff, order) and f"by {cleo.email}" not in page(staff, order)


def test_a_line_says_what_the_buyer_cancelled(staff: Client) -> None:
    order = a_paid_order(quantity=2)
    a_return(order, pieces=1)
    assert "1 to send (1 cancelled, not settled yet)" in page(staff, order)
