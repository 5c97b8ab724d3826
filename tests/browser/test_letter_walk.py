"""From the sign-up to an order by a letter, and out again, in a browser: nothing is done by hand but time."""

import re
from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal
from typing import Any

from django.utils import timezone
from playwright.sync_api import Page, expect
from time_machine import travel

from guides.newsletter.automations.advance import advance
from guides.newsletter.cms import letter_figures
from guides.newsletter.models import LinkClicks, Newsletter, Permission
from shop.london import start_of
from tests.browser.conftest import PHONE
from tests.browser.shopper import Shopper
from tests.browser.test_newsletter import guide as guide
from tests.browser.test_newsletter import opens_mail, signs_up
from tests.guides.newsletter.automations.conftest import no_pages as no_pages
from tests.guides.newsletter.test_walk import a_series_about
from tests.mail.links import links_of
from tests.support.factories import a_product

# The browser of a test calls itself headless, and clicks of such programs aren't counted.
CHROME = "Mozilla/5.0 (Linux; Android 16) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile"


def two_days_later() -> Any:
    """Ten in the morning, within the hours in which automations write; the clock goes on from there."""
    day = timezone.localdate() + timedelta(days=3)
    return travel(start_of(day) + timedelta(hours=10))


def confirms(page: Page) -> None:
    opens_mail(page, "one click to go", "confirm")
    page.get_by_role("button", name="Yes, this is me").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()


def reads_the_guide(page: Page) -> None:
    """At once: nobody has to wait for the email, which has the link for later."""
    page.get_by_role("link", name="Read it now").click()
    expect(page.get_by_role("heading", name="Begin with water")).to_be_visible()


def clicks_in_the_letter(page: Page, letter: Newsletter) -> None:
    """The link of the HTML, as in an email app: those in the plain text aren't counted."""
    page.goto("/demo/mailbox/")
    page.get_by_role("link", name=letter.subject).click()
    shown = page.get_by_role("link", name="Show as in an email app").get_attribute("href") or ""
    html = page.request.get(shown).text()
    page.goto(next(url for url in links_of(html) if "/newsletter/go/" in url))


def orders_by_the_letter(shopper: Shopper, letter: Newsletter) -> None:
    clicks_in_the_letter(shopper.page, letter)
    expect(shopper.page).to_have_url(re.compile(rf"\?from=letter-{letter.pk}$"))
    shopper.reaches_payment(shopper.page.url)
    shopper.pays_with("Approves")
    shopper.page.wait_for_url("**/checkout/thank-you/**")


def leaves(page: Page, letter: Newsletter) -> None:
    opens_mail(page, letter.subject, "unsubscribe")
    page.get_by_role("button", name="Unsubscribe").click()
    expect(page.get_by_role("heading", name="Done")).to_be_visible()


def test_from_the_form_to_an_order_and_out(guide: Any, open_page: Callable[..., Page]) -> None:
    page = open_page(PHONE, user_agent=CHROME)
    letter = a_series_about(a_product(price="14.50"))
    signs_up(page)
    confirms(page)
    reads_the_guide(page)
    with two_days_later():
        advance(now=timezone.now())
        orders_by_the_letter(Shopper(page), letter)
        assert LinkClicks.objects.get(newsletter=letter).clicks == 1
        sold = letter_figures.figures_of(letter).numbers.sold
        assert (sold.orders, sold.revenue) == (1, Decimal("14.50"))
        leaves(page, letter)
    assert not Permission.objects.exists()
