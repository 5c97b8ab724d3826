"""The office's daily work takes no more clicks from Today than its design promises."""

from playwright.sync_api import Page, expect

from shop.accounts.models import User
from shop.catalogue.models import Batch
from shop.offer.models import ConditionalOffer
from shop.payment.models import Refund
from tests.browser.office import clicks, signs_in, starts_counting
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order
from tests.support.roles import packer_group, shopkeeper_group
from tests.support.shelf import record_of

RECEIVE, REFUND, CODE = 5, 4, 6


def shortcut(page: Page, name: str) -> None:
    page.get_by_role("navigation", name="Shortcuts").get_by_role("link", name=name).click()


def test_an_order_is_found_by_one_search_for_anything(desktop: Page, ben: User) -> None:
    ben.groups.add(packer_group())
    order = a_paid_order(a_product(), name="Wilma Walker", postcode="GL5 1AA")
    type(order).objects.filter(pk=order.pk).update(tracking_number="AB123456785GB")
    signs_in(desktop, ben)
    for words in (order.number, order.email, "gl51aa", "AB123456785GB", "walker"):
        desktop.goto("/office/")
        desktop.get_by_role("search").get_by_role("searchbox").or_(
            desktop.locator("#menu-search-q")
        ).first.fill(words)
        desktop.keyboard.press("Enter")
        expect(desktop.get_by_role("heading", level=1)).to_contain_text(order.number)


def test_stock_is_received_with_five_clicks(desktop: Page, ben: User) -> None:
    ben.groups.add(packer_group())
    oil = a_product(stock=2)
    signs_in(desktop, ben)
    starts_counting(desktop)
    shortcut(desktop, "Receive stock")
    for label, typed in (("Size", record_of(oil).partner_sku), ("Batch", "L2701"), ("Pieces", "24")):
        desktop.get_by_label(label).first.fill(typed)
    desktop.get_by_label("Best before").first.fill("2099-01-31")
    desktop.get_by_role("button", name="Save").click()
    expect(desktop.get_by_text("24").first).to_be_visible()
    assert record_of(oil).num_in_stock == 26 and Batch.objects.get().number == "L2701"
    assert clicks(desktop) <= RECEIVE


def test_a_line_is_refunded_with_four_clicks(desktop: Page, ben: User) -> None:
    ben.groups.add(shopkeeper_group())
    order = a_paid_order(a_product(stock=9), a_product("Rose oil", stock=9))
    signs_in(desktop, ben)
    desktop.goto(f"/office/orders/{order.number}/")
    starts_counting(desktop)
    desktop.get_by_role("link", name="Refund", exact=True).click()
    desktop.get_by_label("Pieces").first.fill("1")
    desktop.get_by_role("radio", name="Faulty").check()
    desktop.get_by_role("button", name="Add up").click()
    desktop.get_by_role("button", name="Give £14.50 back").click()
    expect(desktop.get_by_text("will be refunded to the card")).to_be_visible()
    assert Refund.objects.get().amount_minor == 1450
    assert clicks(desktop) <= REFUND


def test_a_code_for_ten_per_cent_takes_two_clicks(desktop: Page, ben: User) -> None:
    ben.groups.add(shopkeeper_group())
    signs_in(desktop, ben)
    starts_counting(desktop)
    shortcut(desktop, "New code")
    desktop.locator("#id_code").fill("SPRING10")
    desktop.get_by_role("button", name="Make it").click()
    expect(desktop.get_by_text("SPRING10").first).to_be_visible()
    assert ConditionalOffer.objects.get().benefit.value == 10
    assert clicks(desktop) == 2 <= CODE
