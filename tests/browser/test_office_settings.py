"""An owner changes what every page says: the announcement, and from where delivery is free."""

from playwright.sync_api import Page, expect

from shop.accounts.models import User
from shop.order.models import Order
from tests.browser.office import signs_in
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order
from tests.support.roles import owner_group

WORDS = "We are away until Monday"


def opens(page: Page, user: User, entry: str) -> None:
    """Signs in, and follows the menu."""
    user.groups.add(owner_group())
    signs_in(page, user)
    page.get_by_role("button", name="Settings").click()
    page.get_by_role("link", name=entry, exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(entry)


def test_an_announcement_stands_above_the_shops_pages_until_it_is_taken_down(
    desktop: Page, ben: User
) -> None:
    a_product()
    opens(desktop, ben, "Announcement")
    desktop.get_by_label("Text").fill(WORDS)
    desktop.get_by_role("button", name="Save").click()
    expect(desktop.get_by_role("button", name="Take it down")).to_be_visible()
    desktop.goto("/shop/")
    expect(desktop.get_by_text(WORDS)).to_be_visible()
    desktop.goto("/office/shop-settings/announcement/")
    desktop.get_by_role("button", name="Take it down").click()
    desktop.goto("/shop/")
    expect(desktop.get_by_text(WORDS)).to_have_count(0)


def test_free_delivery_is_tried_on_past_orders_and_then_promised(desktop: Page, ben: User) -> None:
    a_paid_order(a_product(stock=9), quantity=2)
    Order.objects.update(simulated=False)
    opens(desktop, ben, "Free delivery")
    amount = desktop.get_by_label("Free standard delivery in the UK, in £")
    amount.fill("25")
    desktop.get_by_role("button", name="Try it on past orders").click()
    expect(desktop.get_by_text("1 paid order.")).to_be_visible()
    desktop.get_by_role("button", name="Change to £25").click()
    expect(desktop.get_by_text("Every page says now:")).to_be_visible()
    desktop.goto("/shop/")
    expect(desktop.get_by_text("£25").first).to_be_visible()
