"""The office's screens for an order by telephone."""

import uuid
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from shop.accounts.models import User
from shop.catalogue.models import Product
from shop.order import statuses
from shop.order.models import Order
from shop.phone_orders.models import PaymentLink, State
from shop.phone_orders.quotes import quote_of
from tests.support.factories import a_product
from tests.support.outbox import send_queued
from tests.support.phone_orders import a_draft, a_sent_link, now
from tests.support.purchases import a_code, an_order
from tests.support.roles import owner_group

pytestmark = pytest.mark.django_db
NEW, LINKS = "/office/orders/new/", "/office/orders/links/"
TYPED = {
    "email": "wilma@example.com", "name": "Wilma Walker", "line1": "12 High Street", "town": "Stroud",
    "postcode": "gl51aa", "phone": "01453 555123", "pieces": "1",
}  # fmt: skip


@pytest.fixture
def oil() -> Product:
    return a_product(stock=5)


def sku(product: Product) -> str:
    return str(product.stockrecords.get().partner_sku)


def begun(staff: Client, buyer: str = "") -> PaymentLink:
    staff.post(NEW, {"buyer": buyer})
    return PaymentLink.objects.latest("pk")


def typed(staff: Client, link: PaymentLink, **more: Any) -> Any:
    lines = {f"quantity_{pk}": pieces for pk, pieces in link.basket.lines.values_list("pk", "quantity")}
    return staff.post(f"{NEW}{link.pk}/", TYPED | lines | more)


def test_from_the_first_word_to_the_email(staff: Client, oil: Product) -> None:
    link = begun(staff)
    assert typed(staff, link, scan=sku(oil), pieces="2", update="1").status_code == 302
    page = staff.get(f"{NEW}{link.pk}/").content.decode()
    total = str(quote_of(now(link)).total)
    assert f"<strong>£{total}</strong>" in page and 'value="GL5 1AA"' in page
    assert typed(staff, link, send="1", total=total).headers["Location"] == LINKS
    send_queued()
    assert mail.outbox[-1].to == ["wilma@example.com"] and now(link).state == State.SENT


def test_a_guest_s_last_address_is_filled_in(staff: Client, oil: Product) -> None:
    order = an_order(oil)
    page = staff.get(f"{NEW}?q=wilma").content.decode()
    assert f'value="order:{order.pk}"' in page
    link = begun(staff, f"order:{order.pk}")
    assert (link.where.line1, link.where.email, link.user) == ("12 High Street", "wilma@example.com", None)


def test_an_account_orders_as_itself(staff: Client, ada: User, oil: Product) -> None:
    assert f'value="account:{ada.pk}"' in staff.get(f"{NEW}?q={ada.email}").content.decode()
    link = begun(staff, f"account:{ada.pk}")
    typed(staff, link, email="somebody@example.com", scan=sku(oil), update="1")
    assert (now(link).user, now(link).where.email) == (ada, ada.email)


def test_colleagues_and_strangers_ids_begin_an_empty_one(staff: Client, cleo: User) -> None:
    for key in (f"account:{cleo.pk}", "account:0", "order:99999", "order:²", "x"):
        assert begun(staff, key).user is None


def test_several_sizes_that_fit_are_offered(staff: Client) -> None:
    first, second = a_product("Almond oil"), a_product("Almond balm")
    link = begun(staff)
    answer = typed(staff, link, scan="almond", update="1")
    page = answer.content.decode()
    assert answer.status_code == 422 and "Several fit: choose one below." in page
    assert f'value="{sku(first)}"' in page and f'value="{sku(second)}"' in page
    assert "12 High Street" in page  # nothing that was typed is lost


def test_update_may_leave_things_out_and_sending_may_not(staff: Client, oil: Product) -> None:
    link = begun(staff)
    assert typed(staff, link, scan=sku(oil), email="", name="", update="1").status_code == 302
    answer = typed(staff, link, email="", name="", send="1", total="")
    page = answer.content.decode()
    assert answer.status_code == 422 and "Enter your email address." in page
    assert now(link).state == State.DRAFT and not oil.stockrecords.get().num_allocated


def test_a_changed_quantity_is_worked_out_before_it_is_sent(staff: Client, oil: Product, cleo: User) -> None:
    link = a_draft(oil, by=cleo)
    total = str(quote_of(link).total)
    line = link.basket.lines.get()
    answer = typed(staff, link, send="1", total=total, **{f"quantity_{line.pk}": "2"})
    assert answer.status_code == 422 and "The total is now £" in answer.content.decode()
    assert now(link).state == State.DRAFT


def test_a_line_goes_with_nought_and_a_code_works(staff: Client, oil: Product, cleo: User) -> None:
    a_code()
    link = a_draft(oil, a_product("Balm"), by=cleo)
    first = link.basket.lines.order_by("pk")[0]
    typed(staff, link, update="1", code="tenoff", **{f"quantity_{first.pk}": "0"})
    assert (
        link.basket.lines.count() == 1 and "Take TENOFF out" in staff.get(f"{NEW}{link.pk}/").content.decode()
    )
    typed(staff, link, drop_code=str(link.basket.vouchers.get().pk))
    assert not link.basket.vouchers.exists()


def test_northern_ireland_s_rule_is_the_shop_s(staff: Client, cleo: User) -> None:
    link = a_draft(a_product(ni_ready=False), by=cleo)
    typed(staff, link, postcode="BT1 5GS", update="1")
    page = staff.get(f"{NEW}{link.pk}/").content.decode()
    assert "to Northern Ireland yet" in page and "Total</dt>" not in page


def test_the_list_says_what_became_of_each(staff: Client, cleo: User, oil: Product) -> None:
    link = a_sent_link(oil, by=cleo)
    assert "wilma@example.com" in staff.get(LINKS).content.decode()
    staff.post(f"{LINKS}{link.pk}/again/")
    staff.post(f"{LINKS}{link.pk}/withdraw/")
    assert now(link).state == State.WITHDRAWN and "Withdrawn" in staff.get(LINKS).content.decode()
    send_queued()
    assert not mail.outbox  # withdrawn before any of them left


def test_more_links_ask_the_database_no_more_often(
    staff: Client, cleo: User, oil: Product, django_assert_num_queries: Any
) -> None:
    a_sent_link(oil, by=cleo)
    staff.get(LINKS)
    with CaptureQueriesContext(connection) as one:
        staff.get(LINKS)
    for _ in range(3):
        a_sent_link(oil, by=cleo)
    with django_assert_num_queries(len(one)):
        staff.get(LINKS)


def test_nobody_here_makes_an_order_paid(staff: Client, cleo: User, oil: Product) -> None:
    a_sent_link(oil, by=cleo)
    page = staff.get(LINKS).content.decode().lower()
    assert "card" not in page.partition("<main")[2] and not Order.objects.filter(status=statuses.PAID)


def test_a_sample_is_sent_at_no_charge(staff: Client, cleo: User, oil: Product) -> None:
    link = a_draft(oil, by=cleo, pieces=2)
    answer = typed(staff, link, give="1", reason="sample", note="For the shop in Stroud")
    order = Order.objects.get()
    assert answer.headers["Location"] == f"/office/orders/{order.number}/"
    assert (order.kind, order.free_reason, order.total_incl_tax) == ("no charge", "sample", 0)
    assert oil.stockrecords.get().num_allocated == 2 and now(link).label == "Sent at no charge"
    send_queued()
    assert mail.outbox[-1].to == ["wilma@example.com"] and "at no charge" in mail.outbox[-1].body
    typed(staff, link, give="1", reason="sample")  # a second click
    assert Order.objects.count() == 1


def test_nothing_is_given_away_without_a_reason(staff: Client, cleo: User, oil: Product) -> None:
    answer = typed(staff, a_draft(oil, by=cleo), give="1", reason="")
    assert answer.status_code == 422 and "Choose a reason." in answer.content.decode()
    assert not Order.objects.exists()


def test_above_the_refund_limit_the_owner_gives_away(staff: Client, cleo: User) -> None:
    link = a_draft(a_product(price="60.00"), by=cleo, pieces=2)
    answer = typed(staff, link, give="1", reason="press")
    assert answer.status_code == 422 and "It is worth £120.00; above £100.00" in answer.content.decode()
    cleo.groups.add(owner_group())
    assert typed(staff, link, give="1", reason="press").status_code == 302
    assert Order.objects.get().kind == "no charge"


def test_the_stock_page_names_links_that_hold_pieces(staff: Client, cleo: User, oil: Product) -> None:
    a_sent_link(oil, by=cleo, pieces=3)
    record = oil.stockrecords.get()
    sent = {"key": str(uuid.uuid4()), "kind": "broken", "pieces": "4", "reason": "dropped"}
    page = staff.post(f"/office/stock/{record.pk}/take/", sent).content.decode()
    assert "3 are promised to 1 payment link." in page


def test_what_was_begun_can_be_deleted_and_what_was_sent_can_not(staff: Client, cleo: User) -> None:
    draft, sent = begun(staff), a_sent_link(by=cleo)
    for link in (draft, sent):
        staff.post(f"{LINKS}{link.pk}/discard/")
    assert list(PaymentLink.objects.all()) == [sent] and now(sent).state == State.SENT
