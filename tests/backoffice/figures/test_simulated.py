"""Where only simulated orders exist, screens of money offer those, and never mix them with real ones."""

import re

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from shop.accounts.models import User
from shop.backoffice.roles import OWNER, role_group
from shop.documents.vat_period import vat_of
from tests.reports.accounts.sales import a_real_sale
from tests.support.cast import signed_in
from tests.support.html import words_of
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db
FIGURES = "/office/figures/"
PAGES = [
    f"{FIGURES}{name}/"
    for name in ("accounts", "vat", "sales", "best-sellers", "returns", "codes", "refunds", "at-no-charge")
]
INSTEAD = "Show simulated orders instead"


@pytest.mark.parametrize("page", PAGES)
def test_a_page_without_real_orders_offers_simulated_ones(page: str, books: Client) -> None:
    assert INSTEAD not in words_of(books.get(page))
    a_paid_order()
    link = BeautifulSoup(books.get(page).content, "html.parser").find("a", string=INSTEAD)
    assert link
    shown = books.get(page + str(link["href"]))
    assert shown.status_code == 200 and INSTEAD not in words_of(shown)


def test_the_accountants_files_are_named_as_simulated(books: Client) -> None:
    a_paid_order()
    page = books.get(f"{FIGURES}accounts/", {"first": "2000-01-01", "last": "2099-12-31", "simulated": "on"})
    assert "Import none of these files" in words_of(page)
    _, url = page.context["files"][0]
    assert "xero-simulated-2000-01-01" in books.get(url).headers["Content-Disposition"]


def test_real_and_simulated_documents_never_stand_together(books: Client) -> None:
    a_real_sale("Oil")
    a_paid_order()
    ever = {"first": "2000-01-01", "last": "2099-12-31"}
    real, simulated = (
        books.get(f"{FIGURES}accounts/", ever | more).context["facts"] for more in ({}, {"simulated": "on"})
    )
    assert real["Documents"] == simulated["Documents"] == 1


def test_simulated_vat_can_t_be_closed(books: Client) -> None:
    a_paid_order()
    page = books.get(f"{FIGURES}vat/", {"first": "2020-01-01", "last": "2020-03-31", "simulated": "on"})
    text = words_of(page)
    assert "nothing of this belongs into a VAT return" in text and "Close this period" not in text


def test_the_links_of_a_vat_figure_name_the_filter_in_words(cleo: User) -> None:
    cleo.groups.set([role_group(OWNER)])
    a_real_sale("Oil")
    client = signed_in(cleo)
    page = client.get(f"{FIGURES}vat/", {"first": "2000-01-01", "last": "2099-12-31"})
    listed = words_of(client.get(page.context["all_url"]))
    assert re.search(r"Cards:? ?Real cards", listed) and "Simulated: False" not in listed


def test_a_return_has_real_documents_alone() -> None:
    order = a_paid_order()
    day = order.date_placed.date()
    assert vat_of(day, day).documents == 0 and vat_of(day, day, simulated=True).documents == 1
