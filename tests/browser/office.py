"""People who work in the office's browser: they sign in, and their clicks are counted."""

from playwright.sync_api import Page, expect

from shop.accounts.models import User
from tests.support.cast import PASSWORD

COUNT_CLICKS = (
    "addEventListener('click', () => sessionStorage.clicks = 1 + Number(sessionStorage.clicks || 0), true)"
)


def signs_in(page: Page, user: User) -> None:
    """By the office's own door; Today opens."""
    page.goto("/office/login/")
    page.locator("[name=username]").fill(user.email)
    page.locator("[name=password]").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("heading", name="Today")).to_be_visible()


def starts_counting(page: Page) -> None:
    """Each click from now on, over all pages; what is typed and scanned isn't one, but see `clicks`."""
    page.add_init_script(COUNT_CLICKS)
    page.reload()


def clicks(page: Page, *, by_enter: int = 0) -> int:
    """How many; Enter clicks the first button of a form, which the browser counts: `by_enter` of those."""
    return int(page.evaluate("sessionStorage.clicks")) - by_enter
