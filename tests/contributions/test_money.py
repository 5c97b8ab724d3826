"""VAT, documents and accounts of contributions: outside the scope, or at the standard rate."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from shop.accounts.models import User
from shop.backoffice.figures.account_codes import present_codes
from shop.documents.models import Invoice
from shop.documents.page import page_context
from shop.documents.vat_changes import CannotState, state_registration
from shop.documents.vat_period import vat_of
from shop.order.models import Order
from shop.payment.models import PaymentAttempt
from shop.payment.payout_rows import PayoutEntry
from shop.payment.services.payouts import fetch_payouts
from shop.payment.simulator import payouts
from shop.reports.accounts.documents import entries_of
from shop.reports.accounts.journal import postings
from shop.reports.contributions import Given, given_in
from shop.trader.models import VatRegistration
from tests.payment.refunds import give_back
from tests.support.cast import signed_in
from tests.support.contributions import a_contribution, a_paid_contribution
from tests.support.purchases import a_paid_order
from tests.support.roles import shopkeeper_group

pytestmark = pytest.mark.django_db


def today() -> Any:
    return timezone.localdate()


def vat() -> tuple[int, int]:
    """Boxes 6 and 1 of today, of simulated documents."""
    total = vat_of(today(), today(), simulated=True).total
    return total.net, total.vat


def test_outside_the_scope_it_is_in_no_box_and_has_a_receipt() -> None:
    order = a_paid_contribution(600)
    receipt = Invoice.objects.get(order=order)
    assert (receipt.title, receipt.gross_minor, receipt.vat_minor) == ("Receipt", 600, 0)
    assert [line.kind for line in receipt.lines] == ["contribution"]
    assert not order.shows_vat and vat() == (0, 0)


def test_at_the_standard_rate_the_return_has_it() -> None:
    order = a_paid_contribution(600, vat="standard")
    assert Invoice.objects.get(order=order).title == "VAT invoice"
    assert (order.total_excl_tax, order.shows_vat) == (Decimal("5.00"), True)
    assert vat() == (500, 100)
    give_back(order, 600)
    assert vat() == (0, 0)


def test_it_keeps_the_setting_with_which_it_was_made() -> None:
    order = a_contribution(600)
    a_paid_contribution(600, vat="standard")
    assert order.lines.get().tax_code == "outside"
    assert vat() == (500, 100)


def test_paid_on_a_later_day_it_stays_outside() -> None:
    order = a_contribution(600, vat="outside")
    Order.objects.filter(pk=order.pk).update(date_placed=timezone.now() - timedelta(days=1))
    Order.objects.get(pk=order.pk).move("Paid")
    order.refresh_from_db()
    assert order.total_excl_tax == order.total_incl_tax == Decimal("6.00")


def test_unregistered_it_has_no_vat_either_way() -> None:
    VatRegistration.objects.create(since=today(), registered=False, turn=1)
    order = a_paid_contribution(600, vat="standard")
    assert (order.total_tax, Invoice.objects.get(order=order).title) == (Decimal("0.00"), "Receipt")


def a_real_one(vat: str) -> None:
    """As if paid with a real card."""
    order = a_contribution(600, vat=vat)
    Order.objects.filter(pk=order.pk).update(simulated=False)
    Order.objects.get(pk=order.pk).move("Paid")


def test_a_statement_about_vat_stops_only_at_what_has_vat(cleo: User) -> None:
    a_real_one("outside")
    made = state_registration(since=today(), registered=False, by_id=cleo.pk, seen=0)
    assert Invoice.objects.get().is_simulated is False and made.registered is False


def test_a_statement_about_vat_stops_at_one_with_vat(cleo: User) -> None:
    a_real_one("standard")
    with pytest.raises(CannotState, match="1 invoice was issued"):
        state_registration(since=today(), registered=False, by_id=cleo.pk, seen=0)


def test_its_pdf_says_that_it_buys_nothing() -> None:
    receipt = Invoice.objects.get(order=a_paid_contribution())
    context = page_context(receipt)
    assert "nothing is supplied" in context["contribution_note"]
    assert context["stored"]["buyer"] == ["una@example.com"] and len(context["lines"]) == 1


def test_the_journal_has_it_on_an_account_of_its_own_and_agrees_with_what_came() -> None:
    a_paid_order()
    given = a_paid_contribution(700)
    give_back(given, 200)
    found = list(postings(entries_of(today(), today(), simulated=True), present_codes()))
    sums: dict[str, int] = {}
    for one in found:
        sums[one.words] = sums.get(one.words, 0) + one.amount
    assert sums["Contributions"] == -500 and sum(sums.values()) == 0
    came = sum(PaymentAttempt.objects.values_list("received_minor", flat=True))
    assert sums["Card payments"] == came - 200


def test_a_payout_knows_its_contribution_to_the_penny() -> None:
    given = a_paid_contribution(700)
    give_back(given, 200)
    payouts.pay_out()
    fetch_payouts(days=7)
    rows = list(PayoutEntry.objects.all())
    assert {row.attempt.order_id for row in rows if row.attempt} == {given.pk}
    documents = sum(entry.amounts.gross for entry in entries_of(today(), today(), simulated=True))
    assert sum(row.amount_minor for row in rows) == documents == 500


def test_the_figures_have_a_line_of_their_own(staff_reader: Client) -> None:
    give_back(a_paid_contribution(700), 200)
    assert given_in(today(), today(), simulated=True) == Given(1, 700, 200)
    days = f"first={today()}&last={today()}&simulated=on"
    page = " ".join(staff_reader.get(f"/office/figures/sales/?{days}").content.decode().split())
    assert "Nothing was sold" in page and "<strong>£5.00</strong> for the guides" in page


@pytest.fixture
def staff_reader(cleo: User) -> Client:
    cleo.groups.add(shopkeeper_group())
    return signed_in(cleo)
