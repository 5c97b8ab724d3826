"""Staff's pages run without a fault of any script."""

from playwright.sync_api import Page, expect

from shop.accounts.models import User
from tests.browser.shopper import Shopper
from tests.support.cast import PASSWORD
from tests.support.purchases import a_paid_order


def test_an_order_opens_after_signing_in(desktop: Page, cleo: User) -> None:
    User.objects.filter(pk=cleo.pk).update(is_superuser=True)
    number = a_paid_order().number
    shopper = Shopper(desktop)
    shopper.opens(f"/account/login/?next=/office/orders/{number}/")
    form = desktop.locator("main form").filter(has=desktop.get_by_label("Password")).first
    form.get_by_label("Email address").fill(cleo.email)
    form.get_by_label("Password").first.fill(PASSWORD)
    form.get_by_role("button", name="Sign in").click()
    expect(desktop.get_by_role("heading", name=number)).to_be_visible()
