"""People who work in the office's browser: they are signed in, and their clicks are counted."""

from django.test import Client
from playwright.sync_api import Page, expect

from shop.accounts.models import User
from tests.browser.cookies import carries_on
from tests.support.cast import PASSWORD

COUNT_CLICKS = (
    "addEventListener('click', () => sessionStorage.clicks = 1 + Number(sessionStorage.clicks || 0), true)"
)


def is_signed_in(page: Page, user: User) -> None:
    """A session made for the test spares it two pages; test_office_sign_in.py goes by the form."""
    client = Client()
    client.force_login(user)
    carries_on(page, client)


def signs_in(page: Page, user: User) -> None:
    """Today opens."""
    is_signed_in(page, user)
    page.goto("/office/")
    expect(page.get_by_role("heading", name="Today")).to_be_visible()


def signs_in_by_form(page: Page, user: User) -> None:
    """By the office's own door."""
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
