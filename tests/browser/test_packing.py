"""Ten parcels leave with as few clicks as the office promises: a scanner types, the packer clicks."""

from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from shop.accounts.models import User
from shop.backoffice.models import ProductWeight, TrackingColumns
from shop.order.models import Order
from shop.order.tracking_numbers import check_digit
from tests.browser.office import clicks, signs_in, starts_counting
from tests.support.factories import a_product
from tests.support.packing import a_batch
from tests.support.purchases import a_paid_order
from tests.support.roles import packer_group

AT_MOST, AT_MOST_WITH_FILES = 12, 5


def label(place: int) -> str:
    """A tracking number as Royal Mail's labels have it."""
    digits = f"{12345600 + place}"
    return f"AB{digits}{check_digit(digits)}GB"


def test_ten_parcels_are_sent_with_two_clicks(desktop: Page, ben: User) -> None:
    ben.groups.add(packer_group())
    oil = a_product(stock=20)
    a_batch(oil, best_before=date(2099, 1, 31))
    for _ in range(10):
        a_paid_order(oil)
    signs_in(desktop, ben)
    starts_counting(desktop)
    desktop.get_by_role("link", name="10 parcels to pack").click()
    expect(desktop.locator("[name$=-tracking_number]").first).to_be_focused()
    for place in range(10):
        desktop.keyboard.type(label(place))
        desktop.keyboard.press("Enter")
    desktop.get_by_role("button", name="Mark 10 as sent").click()
    expect(desktop.get_by_text("10 sent:")).to_be_visible()
    assert Order.objects.filter(status="Dispatched").exclude(tracking_number="").count() == 10
    assert clicks(desktop) == 2 <= AT_MOST


def test_ten_parcels_are_sent_with_five_clicks_by_files(desktop: Page, ben: User, tmp_path: Path) -> None:
    ben.groups.add(packer_group())
    oil = a_product(stock=20)
    a_batch(oil, best_before=date(2099, 1, 31))
    ProductWeight.objects.create(product=oil, grams=180)
    TrackingColumns.objects.create(pk=1, order_column="Order", tracking_column="Tracking")
    orders = [a_paid_order(oil).number for _ in range(10)]
    labels = tmp_path / "labels.csv"
    rows = [f"{number},{label(place)}" for place, number in enumerate(orders)]
    labels.write_text("\n".join(["Order,Tracking", *rows]))
    signs_in(desktop, ben)
    starts_counting(desktop)
    desktop.get_by_role("link", name="10 parcels to pack").click()
    with desktop.expect_download() as download:
        desktop.get_by_role("link", name="Royal Mail file").click()
    assert download.value.path().read_text("utf-8-sig").count("TPS48") == 10
    desktop.get_by_role("link", name="Tracking file in").click()
    with desktop.expect_file_chooser() as chooser:
        desktop.get_by_label("CSV file of the carrier").click()
    chooser.value.set_files(labels)
    expect(desktop.get_by_text("10 matched.")).to_be_visible()
    desktop.get_by_role("button", name="Mark 10 as sent").click()
    expect(desktop.get_by_text("10 sent:")).to_be_visible()
    assert Order.objects.filter(status="Dispatched").exclude(tracking_number="").count() == 10
    assert clicks(desktop) == 5 <= AT_MOST_WITH_FILES
