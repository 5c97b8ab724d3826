"""A price is changed with as few clicks as the office promises, on a computer and on a phone."""

from decimal import Decimal

from playwright.sync_api import Page, expect

from shop.accounts.models import User
from tests.browser.office import clicks, signs_in, starts_counting
from tests.support.factories import a_product
from tests.support.roles import shopkeeper_group
from tests.support.shelf import record_of

AT_MOST = 3


def test_a_price_takes_three_clicks(desktop: Page, ben: User) -> None:
    ben.groups.add(shopkeeper_group())
    oil = a_product("Marigold oil")
    signs_in(desktop, ben)
    starts_counting(desktop)
    desktop.get_by_role("navigation", name="Shortcuts").get_by_role("link", name="Prices and stock").click()
    field = desktop.get_by_role("textbox", name=f"Price of {oil.full_name} in £")
    field.click()
    field.press("ControlOrMeta+a")
    desktop.keyboard.type("£15.20")
    desktop.get_by_role("button", name="Save prices").click()
    expect(desktop.get_by_text("costs £15.20, was £14.50")).to_be_visible()
    assert record_of(oil).price == Decimal("15.20")
    assert clicks(desktop) == AT_MOST
