"""The accountant's file in the office."""

import csv
from decimal import Decimal
from typing import Any

import pytest
from django.db.models import Sum
from django.test import Client

from shop.accounts.models import User
from shop.backoffice.models import AccountCodes
from shop.backoffice.roles import SHOPKEEPER, role_group
from shop.documents.models import Document
from shop.money import from_pence
from shop.payment.payout_rows import PayoutEntry
from shop.payment.services.payouts import fetch_payouts
from shop.payment.simulator import balance, payouts
from tests.payment.refunds import give_back
from tests.reports.accounts.sales import a_real_sale
from tests.support.cast import signed_in
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db
PAGE = "/office/figures/accounts/"
CODES = f"{PAGE}codes/"


def file(client: Client, kind: str, **more: str) -> list[str]:
    return client.get(f"{PAGE}file/", {"kind": kind} | more).content.decode().splitlines()


@pytest.fixture
def sale() -> Any:
    order = a_real_sale('Oil, "fine"')
    give_back(order, 400)
    return order


def test_xero_gets_a_line_for_each_line_of_a_document(books: Client, sale: Any) -> None:
    head, oil, delivery, note = file(books, "xero")
    assert head.startswith("ContactName,InvoiceNumber,")
    assert oil.endswith(",1,14.50,200,20% (VAT on Income),GBP") and '"' not in oil
    assert delivery.endswith(",1,3.95,200,20% (VAT on Income),GBP")
    assert f",{Document.objects.get(kind='credit_note').number}," in note and ",1,-4.00," in note


def test_or_one_a_day_and_rate(books: Client, sale: Any) -> None:
    numbers = {row.split(",")[1] for row in file(books, "xero", by="day", **ever())[1:]}
    assert len(numbers) == 1 and numbers.pop().startswith("DAY-")


def ever() -> dict[str, str]:
    return {"first": "2000-01-01", "last": "2099-12-31"}


def test_freeagent_gets_three_columns_without_a_heading(books: Client, sale: Any) -> None:
    amounts = [row.split(",")[1] for row in file(books, "freeagent")]
    assert amounts == ["18.45", "-4.00"]


def test_the_journal_balances(books: Client, sale: Any) -> None:
    rows = list(csv.reader(file(books, "journal")))[1:]
    debit, credit = (sum(Decimal(row[side] or 0) for row in rows) for side in (-2, -1))
    assert debit == credit == Decimal("22.45")


def test_the_page_names_the_files_and_sums(books: Client, sale: Any) -> None:
    context = books.get(PAGE).context
    assert context["facts"] == {"Documents": 2, "Net": "£12.04", "VAT": "£2.41", "Gross": "£14.45"}
    assert [words.partition(",")[0] for words, _ in context["files"]] == ["Xero", "FreeAgent", "Journal"]


def test_without_documents_it_says_so(books: Client) -> None:
    assert "No invoice or credit note in this time." in books.get(PAGE).content.decode()
    assert books.get(f"{PAGE}file/", {"kind": "xero"})["Location"] == PAGE


def test_the_bookkeeper_changes_codes(books: Client, sale: Any) -> None:
    form = {name: field.initial for name, field in books.get(CODES).context["form"].fields.items()}
    typed = {name: books.get(CODES).context["form"][name].value() for name in form}
    assert books.post(CODES, typed | {"sales": "4000"})["Location"] == PAGE
    assert AccountCodes.objects.get().sales == "4000"
    assert ",1,14.50,4000," in file(books, "xero")[1]


def test_an_empty_code_is_said_beside_its_field(books: Client) -> None:
    answer = books.post(CODES, {"sales": ""})
    assert answer.status_code == 422 and "sales" in answer.context["form"].errors
    assert not AccountCodes.objects.exists()


def test_shopkeepers_read_only(cleo: User, sale: Any) -> None:
    cleo.groups.set([role_group(SHOPKEEPER)])
    client = signed_in(cleo)
    assert "Change codes" not in client.get(PAGE).content.decode()
    assert client.get(CODES)["Location"] == "/office/"


def test_freeagent_gets_what_stripe_kept(books: Client, sale: Any) -> None:
    balance.enter("charge", "ch_of_somebody", 900, 34)
    balance.enter("stripe_fee", "", -250)
    a_paid_order(a_product("Mild oil"))
    payouts.pay_out()
    fetch_payouts(days=7)
    assert file(books, "freeagent", **ever())[-1].split(",")[1:] == [real_fees(), "Stripe fees"]
    simulated = file(books, "freeagent", simulated="on", **ever())
    assert simulated[-1].split(",")[1:] == ["-0.48", "Stripe fees"]


def real_fees() -> str:
    """Of the real sale, and of what belongs to no order of ours."""
    fees = PayoutEntry.objects.exclude(attempt__order__simulated=True).aggregate(kept=Sum("fee_minor"))
    return f"-{from_pence(fees['kept'] + 250):.2f}"


def test_days_without_payouts_have_no_row_of_fees(books: Client, sale: Any) -> None:
    assert "Stripe fees" not in " ".join(file(books, "freeagent", **ever()))
