"""The VAT page of the office."""

import pytest
import time_machine
from django.test import Client

from shop.accounts.models import User
from shop.backoffice.figures.period import RealOrNotForm
from shop.backoffice.roles import PACKER, role_group
from shop.documents.models import Document
from shop.order.models import Order
from shop.payment.services import sync_attempt
from tests.payment.refunds import give_back
from tests.support.cast import signed_in
from tests.support.purchases import an_order, started, tries_card

pytestmark = pytest.mark.django_db
PAGE = "/office/figures/vat/"


def a_sale_with_a_refund() -> None:
    order = an_order()
    Order.objects.filter(pk=order.pk).update(simulated=False)
    attempt = started(Order.objects.get(pk=order.pk))
    tries_card(attempt)
    sync_attempt(attempt=attempt)
    give_back(order, 400)


def test_it_takes_credit_notes_off(books: Client) -> None:
    a_sale_with_a_refund()
    answer = books.get(PAGE)
    assert answer.context["total"] == {"net": "£12.04", "vat": "£2.41", "gross": "£14.45"}
    kinds = [(row["kind"], row["vat"]) for row in answer.context["rows"]]
    assert kinds == [("Items sold", "£2.42"), ("Delivery", "£0.66"), ("Credit notes", "−£0.67")]


def test_a_figure_opens_its_documents(books: Client) -> None:
    a_sale_with_a_refund()
    (url,) = [row["url"] for row in books.get(PAGE).context["rows"] if row["kind"] == "Credit notes"]
    said = books.get(url).content.decode()
    assert Document.objects.get(kind="credit_note").number in said
    assert Document.objects.get(kind="invoice").number not in said.replace("Corrects", "")


def test_a_period_without_sales_says_so(books: Client) -> None:
    said = books.get(PAGE, {"first": "2020-01-01", "last": "2020-03-31"}).content.decode()
    assert "No invoice or credit note in this time." in said


@pytest.mark.parametrize("last", ["2019-12-31", "soon", ""])
def test_a_wrong_period_is_said_beside_the_field(last: str, books: Client) -> None:
    answer = books.get(PAGE, {"first": "2020-01-01", "last": last})
    assert answer.status_code == 422
    assert answer.context["form"].errors["last"]


def test_packers_have_no_figures(cleo: User) -> None:
    cleo.groups.set([role_group(PACKER)])
    assert signed_in(cleo).get(PAGE)["Location"] == "/office/"


@time_machine.travel("2027-02-10 12:00", tick=False)
def test_usual_periods_are_one_click_away() -> None:
    form = RealOrNotForm({"first": "2026-01-01", "last": "2026-12-31", "simulated": "on"})
    assert dict(form.usual) == {
        "This month": "?first=2027-02-01&last=2027-02-28&simulated=on",
        "Last month": "?first=2027-01-01&last=2027-01-31&simulated=on",
        "This quarter": "?first=2027-01-01&last=2027-03-31&simulated=on",
        "Last quarter": "?first=2026-10-01&last=2026-12-31&simulated=on",
    }
