"""A closed VAT period keeps its figures; what comes later counts in the next one."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, connection, models, transaction
from django.utils import timezone

from shop.accounts.models import User
from shop.documents.closing import CannotClose, FiguresChanged, close_period, why_not
from shop.documents.issue import issue_invoice
from shop.documents.models import ClosedVatPeriod, Document
from shop.documents.rules import Amounts
from shop.documents.vat_period import vat_of
from shop.documents.verify import problems
from shop.integrity.immutable_rows import NeverEdited
from shop.order.models import Order
from shop.payment.services import sync_attempt
from tests.payment.refunds import give_back
from tests.support.purchases import an_order, started, tries_card

pytestmark = pytest.mark.django_db
QUARTER = (date(2026, 7, 1), date(2026, 9, 30))


@pytest.fixture
def sale(time_machine: Any) -> Order:
    """Paid on the last day of the quarter."""
    time_machine.move_to("2026-09-30 12:00:00+01:00")
    order = an_order()
    Order.objects.filter(pk=order.pk).update(simulated=False)
    attempt = started(Order.objects.get(pk=order.pk))
    tries_card(attempt)
    sync_attempt(attempt=attempt)
    time_machine.move_to("2026-10-07 12:00:00+01:00")
    return Order.objects.get(pk=order.pk)


def closed(by: User, first: date = QUARTER[0], last: date = QUARTER[1]) -> ClosedVatPeriod:
    return close_period(first=first, last=last, shown=vat_of(first, last).total, by=by)


def test_it_stores_the_boxes(sale: Order, cleo: User) -> None:
    period = closed(cleo)
    assert (period.vat_minor, period.net_minor, period.documents) == (308, 1537, 1)
    assert period.figures["0.2"]["goods"] == [1208, 242, 1450]


def test_a_refund_after_the_period_counts_on_its_own_day(sale: Order, cleo: User) -> None:
    before = vat_of(*QUARTER).total
    closed(cleo)
    give_back(sale, 400)
    note = Document.objects.get(kind=Document.Kind.CREDIT_NOTE)
    assert (note.tax_point, note.counts_on) == (timezone.localdate(), None)
    assert vat_of(*QUARTER).total == before


def test_an_invoice_issued_too_late_counts_on_the_first_open_day(sale: Order, cleo: User) -> None:
    models.QuerySet.delete(Document.objects.all())  # as if a fault had come before it
    closed(cleo)
    invoice = issue_invoice(order=sale)
    assert invoice is not None
    assert (invoice.tax_point, invoice.counts_on) == (date(2026, 9, 30), date(2026, 10, 1))
    assert vat_of(*QUARTER).documents == 0
    assert vat_of(date(2026, 10, 1), date(2026, 10, 1)).total.vat == 308


def test_the_nightly_check_names_a_period_that_differs(sale: Order, cleo: User) -> None:
    closed(cleo)
    assert list(problems()) == []
    ClosedVatPeriod(
        first=date(2026, 10, 1),
        last=date(2026, 10, 1),
        vat_minor=5,
        net_minor=25,
        documents=1,
        figures={"0.2": {"goods": [25, 5, 30]}},
    ).save()
    assert list(problems()) == [
        "VAT period 01/10/2026 to 01/10/2026: its documents don’t add up to what was closed"
    ]


def test_other_figures_than_the_shown_ones_are_refused(sale: Order, cleo: User) -> None:
    with pytest.raises(FiguresChanged):
        close_period(first=QUARTER[0], last=QUARTER[1], shown=Amounts(1, 2, 3), by=cleo)
    assert not ClosedVatPeriod.objects.exists()


@pytest.mark.parametrize(
    ("first", "last", "why"),
    [
        (date(2026, 7, 1), date(2026, 9, 30), "closed already"),
        (date(2026, 10, 2), date(2026, 10, 6), "begins on 1 October 2026"),
        (date(2026, 10, 1), date(2026, 10, 7), "from the day after"),
    ],
)
def test_periods_follow_each_other(first: date, last: date, why: str, sale: Order, cleo: User) -> None:
    closed(cleo)
    assert why in why_not(first, last)
    with pytest.raises(CannotClose):
        closed(cleo, first, last)


def test_the_next_period_begins_on_the_day_after(sale: Order, cleo: User) -> None:
    closed(cleo)
    assert closed(cleo, date(2026, 10, 1), date(2026, 10, 6)).documents == 0


def test_a_closed_period_is_never_changed(sale: Order, cleo: User) -> None:
    period = closed(cleo)
    with pytest.raises(NeverEdited):
        period.delete()
    with pytest.raises(NeverEdited):
        ClosedVatPeriod.objects.update(last=timezone.localdate() - timedelta(days=400))


@pytest.mark.postgres
def test_the_database_refuses_to_change_a_document_but_forgets_people(sale: Order) -> None:
    with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE documents_document SET tax_point = '2020-01-01'")
    Document.objects.all().forget_people()
    assert Document.objects.get().buyer_name == ""
