"""An owner reads the figures: sales of other days, a file, and the documents behind the VAT."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect

from shop.accounts.models import User
from shop.documents.models import Document
from shop.order.models import Order
from shop.payment.services import sync_attempt
from tests.browser.office import signs_in
from tests.support.factories import a_product
from tests.support.purchases import an_order, started, tries_card
from tests.support.roles import owner_group


def sold(title: str, *, days_ago: int = 0) -> Any:
    """A real sale, which has an invoice."""
    order = an_order(a_product(title))
    day = timezone.now() - timedelta(days=days_ago)
    Order.objects.filter(pk=order.pk).update(simulated=False, date_placed=day)
    attempt = started(Order.objects.get(pk=order.pk))
    tries_card(attempt)
    sync_attempt(attempt=attempt)
    return order


def opens(page: Page, user: User, entry: str) -> None:
    """Signs in, and follows the menu."""
    user.groups.add(owner_group())
    signs_in(page, user)
    page.get_by_role("button", name="Figures").click()
    page.get_by_role("link", name=entry, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(entry)


def test_sales_of_other_days_are_chosen_and_downloaded(desktop: Page, ben: User, tmp_path: Path) -> None:
    sold("Rose oil")
    sold("Old oil", days_ago=400)
    opens(desktop, ben, "Sales")
    expect(desktop.get_by_role("img", name="Takings")).to_be_visible()
    desktop.get_by_label("From").fill("2020-01-01")
    desktop.get_by_label("By:", exact=True).select_option("product")
    desktop.get_by_role("button", name="Show").click()
    expect(desktop.get_by_role("rowheader", name="Old oil")).to_be_visible()
    with desktop.expect_download() as download:
        desktop.get_by_role("link", name="Download CSV").click()
    download.value.save_as(tmp_path / "sales.csv")
    assert (
        "Old oil" in (tmp_path / "sales.csv").read_text()
        and "Rose oil" in (tmp_path / "sales.csv").read_text()
    )


def test_best_sellers_lead_to_nothing_wrong_on_a_phone(phone: Page, ben: User) -> None:
    sold("Rose oil")
    ben.groups.add(owner_group())
    signs_in(phone, ben)
    phone.goto("/office/figures/best-sellers/")
    expect(phone.get_by_role("rowheader", name="Rose oil")).to_be_visible()
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_figure_of_vat_opens_its_documents(desktop: Page, ben: User) -> None:
    order = sold("Rose oil")
    opens(desktop, ben, "VAT")
    desktop.get_by_role("link", name="Items sold").click()
    expect(desktop.get_by_role("heading", level=1)).to_contain_text("Invoices and credit notes")
    expect(desktop.get_by_text(Document.objects.get(order=order).number).first).to_be_visible()
