"""A recall stops the sale and shows who bought with as few clicks as the office promises."""

from typing import Any

from django.core.cache import cache
from playwright.sync_api import Page, expect

from shop.accounts.models import User
from shop.order import dispatch
from shop.order.batches import Packed
from tests.browser.office import clicks, starts_counting
from tests.support.cast import PASSWORD
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order
from tests.support.roles import owner_group
from tests.support.second_factor import an_app, code_of
from tests.support.shelf import a_batch, record_of

AT_MOST = 4


def signs_in_with_code(page: Page, user: User, secret: str) -> None:
    page.goto("/office/login/")
    page.locator("[name=username]").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    page.locator("[name=code]").fill(code_of(secret))
    page.locator("[name=code]").press("Enter")
    expect(page.get_by_role("heading", name="Today")).to_be_visible()


def test_stopping_the_sale_takes_four_clicks(desktop: Page, ben: User, settings: Any) -> None:
    ben.groups.add(owner_group())
    batch = a_batch(a_product("Marigold oil", stock=0), pieces=5, number="L-204")
    order = a_paid_order(batch.product, email="una@example.com")
    packed = [Packed(order.lines.get().pk, batch.pk, 1)]
    dispatch.dispatch_order(order=order, tracking_number="", batches=packed)
    secret = an_app(ben)
    settings.STAFF_MFA, settings.SECOND_FACTOR_AGAIN_MINUTES = "required", 0
    signs_in_with_code(desktop, ben, secret)
    cache.clear()  # the app would show another code by then
    starts_counting(desktop)
    box = desktop.locator("#menu-search-q")
    box.fill("L-204")
    box.press("Enter")
    desktop.get_by_role("link", name="Batch L-204").click()
    desktop.get_by_role("link", name="Recall", exact=True).last.click()
    desktop.get_by_label("What is wrong").fill("The oil may have gone rancid.")
    desktop.get_by_label("The risk").fill("It can irritate the skin.")
    desktop.get_by_role("button", name="Stop the sale").click()
    desktop.locator("[name=code]").fill(code_of(secret))
    settings.SECOND_FACTOR_AGAIN_MINUTES = 15  # with none it would ask at each step
    desktop.get_by_role("main").get_by_role("button").first.click()
    expect(desktop.get_by_text("una@example.com")).to_be_visible()
    assert record_of(batch.product).num_in_stock == 0
    assert clicks(desktop, by_enter=1) == AT_MOST
