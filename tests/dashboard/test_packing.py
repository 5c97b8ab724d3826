"""From paid to sent: what to pack, stock and batches, the buyer's mail, and recalls."""

import uuid
from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone
from oscar.core.loading import get_model

from shop.accounts.models import User
from shop.backoffice.roles import OWNER, role_group
from shop.catalogue.models import Batch, Product, ProductClass
from shop.mail.models import OutboxEmail
from shop.order import statuses
from shop.order.batches import Packed, correct
from shop.order.dispatch import CannotDispatch, dispatch_order
from shop.order.dispatch_holds import dispatch_hold_reason
from shop.order.models import CancellationNotice, Order
from shop.order.services import CannotSettle, send_anyway, settle_notice
from shop.payment.services import RefundQuantity, RefundRequest, refund_payment, sync_attempt
from tests.support import packing
from tests.support.cast import access, signed_in
from tests.support.factories import a_product, a_product_in_sizes
from tests.support.html import html_of
from tests.support.purchases import a_paid_order, an_order, started, tries_card
from tests.support.roles import packer_group, shopkeeper_group

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def staff(cleo: User) -> Client:
    cleo.groups.add(shopkeeper_group())
    return signed_in(cleo)


@pytest.fixture
def paid() -> Any:
    attempt = started(an_order(a_product(stock=5), quantity=2))
    tries_card(attempt)
    sync_attempt(attempt=attempt)
    return Order.objects.get()


def a_batch(order: Any, number: str = "L2611", **fields: Any) -> Batch:
    return packing.a_batch(order.lines.get().product, number, **fields)


def sends(client: Client, order: Any, *batches: tuple[Batch, int], tracking: str = "RM1") -> Any:
    """What the packer enters: batches and pieces of the order's one line."""
    line = order.lines.get()
    data: dict[str, Any] = {"tracking_number": tracking}
    for place, (batch, pieces) in enumerate(batches, start=1):
        end = f"{line.pk}" if place == 1 else f"{line.pk}_{place}"
        data |= {f"batch_{end}": batch.pk, f"pieces_{end}": pieces}
    return client.post(f"/dashboard/packing/{order.number}/", data)


def status_of(order: Any) -> str:
    return str(Order.objects.values_list("status", flat=True).get(pk=order.pk))


def test_a_paid_order_is_on_the_list_and_an_unpaid_one_isnt(staff: Client, paid: Any) -> None:
    unpaid = an_order(a_product("Other oil"))
    page = staff.get("/dashboard/packing/").content.decode()
    assert paid.number in page and unpaid.number not in page


def test_sending_consumes_stock_notes_the_batch_and_tells_the_buyer(staff: Client, paid: Any) -> None:
    batch, line = a_batch(paid), paid.lines.get()
    mail.outbox.clear()
    staff.post(f"/dashboard/packing/{paid.number}/", {"tracking_number": "RM1", f"batch_{line.pk}": batch.pk})
    paid.refresh_from_db()
    record = line.stockrecord
    record.refresh_from_db()
    assert (paid.status, record.num_in_stock, record.num_allocated) == (statuses.DISPATCHED, 3, 0)
    assert (line.batches.get().batch, line.batches.get().quantity) == (batch, 2)
    assert "RM1" in mail.outbox[0].body


def test_an_order_is_sent_once(staff: Client, paid: Any) -> None:
    batch = a_batch(paid)
    for _ in range(2):
        sends(staff, paid, (batch, 2))
    record = paid.lines.get().stockrecord
    assert record.num_in_stock == 3
    assert OutboxEmail.objects.filter(kind="order.dispatched").count() == 1


def test_what_was_taken_out_of_the_parcel_is_on_no_list(staff: Client) -> None:
    attempt = started(an_order(a_product("Kept oil"), a_product("Refunded oil")))
    tries_card(attempt)
    sync_attempt(attempt=attempt)
    attempt.refresh_from_db()
    line = attempt.order.lines.get(title__startswith="Refunded")
    given = {"key": uuid.uuid4(), "amount": 1450, "asked": RefundRequest()}
    refund_payment(attempt=attempt, pieces=(RefundQuantity(line, 1, restock=True),), **given)
    for path in ("/dashboard/packing/", f"/dashboard/packing/{attempt.order.number}/"):
        page = staff.get(path).content.decode()
        assert "Kept oil" in page and "Refunded oil" not in page


def test_an_unpaid_order_isnt_sent(staff: Client) -> None:
    order = an_order()
    staff.post(f"/dashboard/packing/{order.number}/", {"tracking_number": "RM1"})
    order.refresh_from_db()
    assert order.status == statuses.PENDING


def test_a_recall_reaches_exactly_the_buyers_of_the_batch(staff: Client, paid: Any) -> None:
    batch, other = a_batch(paid), a_batch(paid, "L9999")
    line = paid.lines.get()
    line.batches.create(batch=batch, quantity=2)
    assert paid.number in staff.get("/dashboard/recall/", {"batch": batch.pk}).content.decode()
    assert paid.email not in staff.get("/dashboard/recall/", {"batch": other.pk}).content.decode()
    assert paid.email in staff.get("/dashboard/recall/", {"batch": batch.pk, "as": "csv"}).content.decode()


def test_a_cell_of_the_csv_runs_no_formula(staff: Client, paid: Any) -> None:
    paid.shipping_address.first_name = "=HYPERLINK(1)"
    paid.shipping_address.save()
    batch = a_batch(paid)
    paid.lines.get().batches.create(batch=batch, quantity=2)
    assert "'=HYPERLINK" in staff.get("/dashboard/recall/", {"batch": batch.pk, "as": "csv"}).content.decode()


SCREENS = ["packing/", "packing/{number}/", "cancellations/", "recall/", "terms/"]


@pytest.mark.parametrize("screen", SCREENS)
def test_only_the_shops_staff_get_in(
    screen: str, paid: Any, ada: User, ben: User, mia: User, cleo: User
) -> None:
    ben.is_staff = True
    ben.save()
    cleo.groups.add(shopkeeper_group(), role_group(OWNER))  # terms are the owner's
    url = "/dashboard/" + screen.format(number=paid.number)
    people = {"visitor": None, "shopper": ada, "no group": ben, "marketer": mia, "staff": cleo}
    refused = {"visitor": 302, "shopper": 403, "no group": 403, "marketer": 403}
    assert access(url, people) == refused | {"staff": 200}


def test_no_cosmetic_leaves_without_its_batch(staff: Client, paid: Any) -> None:
    page = sends(staff, paid)
    assert page.status_code == 422 and "Choose the batch" in page.content.decode()
    with pytest.raises(CannotDispatch, match="Choose the batch"):
        dispatch_order(order=paid, tracking_number="", batches=[])
    assert status_of(paid) == statuses.PAID


YESTERDAY = date.today() - timedelta(days=1)


@pytest.mark.parametrize("fields", [{"best_before": YESTERDAY}, {"is_blocked": True}, {"is_open": False}])
def test_a_batch_that_may_not_be_sent_is_neither_offered_nor_taken(
    fields: Any, staff: Client, paid: Any
) -> None:
    batch = a_batch(paid, **fields)
    page = staff.get(f"/dashboard/packing/{paid.number}/").content.decode()
    assert f'value="{batch.pk}"' not in page
    assert sends(staff, paid, (batch, 2)).status_code == 422
    with pytest.raises(CannotDispatch):
        dispatch_order(order=paid, tracking_number="", batches=[Packed(paid.lines.get().pk, batch.pk, 2)])
    assert status_of(paid) == statuses.PAID


def test_another_products_batch_is_refused(paid: Any) -> None:
    batch = packing.a_batch(a_product("Other oil"))
    with pytest.raises(CannotDispatch):
        dispatch_order(order=paid, tracking_number="", batches=[Packed(paid.lines.get().pk, batch.pk, 2)])


def test_what_expires_first_is_chosen_with_its_date(staff: Client, paid: Any) -> None:
    soon = date.today() + timedelta(days=100)
    a_batch(paid, "NEVER")
    a_batch(paid, "LATER", best_before=soon + timedelta(days=100))
    first = a_batch(paid, "SOONER", best_before=soon, quantity=1)
    form = staff.get(f"/dashboard/packing/{paid.number}/").context["form"]
    chosen = {name: field.initial for name, field in form.fields.items() if name.startswith("batch")}
    found = [
        (batch.number, form[name.replace("batch", "pieces")].initial)
        for name, batch in chosen.items()
        if batch
    ]
    assert found == [("SOONER", 1), ("LATER", 1)]
    assert f"best before {soon.day} " in str(first)


def test_two_batches_in_one_line_must_add_up(staff: Client, paid: Any) -> None:
    old, new = a_batch(paid, "OLD"), a_batch(paid, "NEW")
    assert sends(staff, paid, (old, 1), (new, 2)).status_code == 422
    assert sends(staff, paid, (old, 1), (new, 1)).status_code == 302
    noted = paid.lines.get().batches.order_by("pk").values_list("batch__number", "quantity")
    assert list(noted) == [("OLD", 1), ("NEW", 1)]
    assert (old.left, new.left) == (49, 49)


def test_more_than_is_left_of_a_batch_is_refused(staff: Client, paid: Any) -> None:
    assert "only 1 are left" in sends(staff, paid, (a_batch(paid, quantity=1), 2)).content.decode()


def test_a_wrong_note_is_corrected_and_stays_struck_through(staff: Client, paid: Any) -> None:
    wrong, right = a_batch(paid, "WRONG"), a_batch(paid, "RIGHT", is_blocked=True)
    sends(staff, paid, (wrong, 2))
    line = paid.lines.get()
    data = {f"batch_{line.pk}": right.pk, "why": "misread", "batches": "1"}
    assert staff.post(f"/dashboard/packing/{paid.number}/parcel/", data).status_code == 302
    noted = line.batches.order_by("pk").values_list("batch__number", "quantity", "correction")
    assert list(noted) == [("WRONG", 2, "misread (cleo@example.com)"), ("RIGHT", 2, "")]
    assert "<del>2 × WRONG</del>" in html_of(staff.get(f"/office/orders/{paid.number}/"))


def test_of_a_set_the_batch_of_the_oil_inside_is_noted(staff: Client) -> None:
    oil = a_product("Oil")
    order = a_paid_order(a_product("Gift set", volume_ml=None, contents="Oil and two cloths"))
    assert sends(staff, order).status_code == 422
    inside = packing.a_batch(oil)
    assert sends(staff, order, (inside, 1)).status_code == 302
    page = staff.get("/dashboard/recall/", {"batch": inside.pk}).content.decode()
    assert order.number in page


def test_what_is_no_cosmetic_needs_none(staff: Client) -> None:
    cloths = ProductClass.objects.create(name="Cloths", slug="cloths", is_cosmetic=False)
    order = a_paid_order(a_product("Cloths", volume_ml=None, contents="2 cloths", product_class=cloths))
    assert sends(staff, order).status_code == 302


def test_a_parent_has_no_batches() -> None:
    parent = a_product_in_sizes()
    with pytest.raises(ValidationError, match="Choose the size"):
        Batch(product=parent, number="L1", received_at=date(2026, 11, 1), quantity=1).full_clean()


def test_blocking_a_batch_takes_what_is_left_out_of_stock(paid: Any) -> None:
    batch = a_batch(paid, quantity=4)
    batch.is_blocked = True
    batch.save()
    record = paid.lines.get().stockrecord
    record.refresh_from_db()
    assert (record.num_in_stock, record.num_allocated) == (2, 2)


def test_too_little_stock_is_a_sentence_and_no_error(staff: Client, paid: Any) -> None:
    paid.lines.get().product.stockrecords.update(num_in_stock=1)
    page = sends(staff, paid, (a_batch(paid), 2))
    assert page.status_code == 422 and "fewer in stock" in page.content.decode()
    assert status_of(paid) == statuses.PAID


def cancels(order: Any) -> CancellationNotice:
    return CancellationNotice.objects.create(order=order, items="2 × oil", reason="")


def test_a_cancelled_order_is_on_hold_until_somebody_says_why(staff: Client, paid: Any) -> None:
    cancels(paid)
    batch = a_batch(paid)
    with pytest.raises(CannotDispatch, match="cancelled"):
        packing.send(paid)
    assert sends(staff, paid, (batch, 2)).status_code == 422
    url = f"/dashboard/packing/{paid.number}/"
    staff.post(url, {"send_anyway": "1", "reason": ""})
    assert sends(staff, paid, (batch, 2)).status_code == 422
    staff.post(url, {"send_anyway": "1", "reason": "They rang: send it"})
    assert sends(staff, paid, (batch, 2)).status_code == 302
    assert "They rang" in CancellationNotice.objects.get().send_anyway


def test_a_new_notice_holds_it_again(paid: Any, cleo: User) -> None:
    cancels(paid)
    send_anyway(order=paid, reason="They rang", by=cleo)
    assert dispatch_hold_reason(paid) == ""
    cancels(paid)
    assert "cancelled" in dispatch_hold_reason(paid)


def test_settling_takes_a_refund_or_a_reason(staff: Client, paid: Any, cleo: User) -> None:
    notice = cancels(paid)
    page = staff.post("/dashboard/cancellations/", {"notice": notice.pk}, follow=True).content.decode()
    assert "Nothing has been refunded" in page
    with pytest.raises(CannotSettle):
        settle_notice(notice=notice, by=cleo)
    staff.post("/dashboard/cancellations/", {"notice": notice.pk, "nothing_owed": "They keep it"})
    notice.refresh_from_db()
    assert (notice.outcome, notice.settled_by) == ("nothing owed", cleo)
    assert dispatch_hold_reason(paid) == ""


def test_after_a_refund_it_is_settled_without_a_reason(paid: Any, cleo: User) -> None:
    notice = cancels(paid)
    given = {"key": uuid.uuid4(), "amount": 100, "asked": RefundRequest()}
    refund_payment(attempt=paid.payment_attempts.get(), **given)
    settle_notice(notice=notice, by=cleo)
    notice.refresh_from_db()
    assert notice.outcome == "refunded"


def test_packers_lift_no_hold(paid: Any, ben: User) -> None:
    ben.groups.add(packer_group())
    cancels(paid)
    answer = signed_in(ben).post(f"/dashboard/packing/{paid.number}/", {"send_anyway": "1", "reason": "x"})
    assert answer.status_code == 403
    assert "cancelled" in dispatch_hold_reason(paid)


@pytest.mark.parametrize("words", ["see label!! <b>x</b>", "see label", "", "AB123456789GB"])
def test_what_no_label_says_is_no_tracking_number(words: str, staff: Client, paid: Any) -> None:
    assert sends(staff, paid, (a_batch(paid), 2), tracking=words).status_code == 422
    assert status_of(paid) == statuses.PAID


def test_a_royal_mail_number_is_checked_and_becomes_a_link(staff: Client, paid: Any) -> None:
    mail.outbox.clear()
    assert sends(staff, paid, (a_batch(paid), 2), tracking="ab 1234 5678 5 gb").status_code == 302
    (sent,) = mail.outbox
    assert "royalmail.com/track-your-item#/tracking-results/AB123456785GB" in sent.body
    assert "2 × Sunflower oil" in sent.body


def test_a_tracking_number_is_corrected_and_told(staff: Client, paid: Any) -> None:
    sends(staff, paid, (a_batch(paid), 2))
    mail.outbox.clear()
    url = f"/dashboard/packing/{paid.number}/parcel/"
    staff.post(url, {"tracking": "1", "tracking_number": "RM2"})
    assert Order.objects.get().tracking_number == "RM2"
    assert "RM2" in mail.outbox[0].body


def test_the_recall_list_names_size_buyers_and_those_it_cant_know(staff: Client) -> None:
    parent = a_product_in_sizes()
    child = parent.children.first()
    Product.objects.filter(pk=child.pk).update(upc="PS-EMO-050", title="")
    known, unknown = a_paid_order(child), a_paid_order(child, email="una@example.com")
    packing.send(known)
    Order.objects.filter(pk=unknown.pk).update(status="Dispatched", dispatched_at=timezone.now())
    get_model("order", "ShippingAddress").objects.update(phone_number="+441453000000")
    OutboxEmail.objects.filter(reference=known.email_reference).update(state="failed")
    batch = Batch.objects.get()
    page = staff.get("/dashboard/recall/", {"batch": batch.pk}).content.decode()
    reached = [known.number, unknown.number, "12 High Street", "+441453000000", "an email failed"]
    for part in [
        f"Everyday massage oil, {child.volume_ml} ml (PS-EMO-050), L2611",
        "Possible: sent without a batch",
        *reached,
    ]:
        assert part in page
    body = staff.get("/dashboard/recall/", {"batch": batch.pk, "as": "csv"}).content.decode()
    for part in ("12 High Street", "+441453000000", "possible: no batch noted", "una@example.com"):
        assert part in body


def test_a_corrected_note_is_no_longer_in_the_recall(staff: Client, paid: Any, cleo: User) -> None:
    wrong, right = a_batch(paid, "WRONG"), a_batch(paid, "RIGHT")
    packing.dispatch_order(order=paid, tracking_number="", batches=[Packed(paid.lines.get().pk, wrong.pk, 2)])
    line = paid.lines.get()
    correct(line=line, packed=[Packed(line.pk, right.pk, 2)], why="misread", by=cleo)
    assert paid.number not in staff.get("/dashboard/recall/", {"batch": wrong.pk}).content.decode()
    assert paid.number in staff.get("/dashboard/recall/", {"batch": right.pk}).content.decode()


def test_notes_are_where_the_work_is_and_express_is_first(staff: Client, paid: Any) -> None:
    get_model("order", "ShippingAddress").objects.update(notes="Leave with neighbour")
    quick = a_paid_order(a_product("Other oil"))
    Order.objects.filter(pk=quick.pk).update(shipping_code="express")
    page = staff.get("/dashboard/packing/").content.decode()
    assert page.index(quick.number) < page.index(paid.number)
    for path in ("/dashboard/packing/", f"/dashboard/packing/{paid.number}/"):
        assert "Leave with neighbour" in staff.get(path).content.decode()


@pytest.mark.postgres
def test_open_notices_stand_above_settled_ones_on_postgres(staff: Client, paid: Any, cleo: User) -> None:
    settled, still_open = cancels(paid), cancels(paid)
    settle_notice(notice=settled, by=cleo, nothing_owed="Kept")
    found = staff.get("/dashboard/cancellations/").context["page_obj"]
    assert [notice.pk for notice in found] == [still_open.pk, settled.pk]
