"""One person's way: sign-up, guide in hand, a letter two days later, a click, an order by it, leaving."""

from datetime import timedelta
from decimal import Decimal
from re import search
from urllib.parse import urlsplit

from django.core import mail
from django.test import Client

from guides.newsletter.automations import services
from guides.newsletter.cms import letter_figures
from guides.newsletter.models import AutomationProgress, LinkClicks, Newsletter, Permission, Subscriber
from shop.basket.models import Basket
from tests.guides.newsletter.automations.conftest import an_automation
from tests.guides.newsletter.automations.conftest import no_pages as no_pages
from tests.guides.newsletter.automations.conftest import runs as runs
from tests.guides.newsletter.conftest import link
from tests.mail.links import links_of
from tests.support.factories import a_product
from tests.support.purchases import place, started, sync_attempt, tries_card

FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"


def a_series_about(product) -> Newsletter:
    """A welcome series whose first letter leads to a product, and which goes on after an order."""
    automation = an_automation()
    letter = automation.steps.get(place=1).letter.get_latest_revision_as_object()
    letter.body = [("text", f'<p><a href="/shop/{product.slug}/">Our oil</a></p>')]
    letter.save_revision()
    services.use_text(step=automation.steps.get(place=1))
    services.change(automation=automation, name="Welcome", ends_on_order=False, steps={})
    return Newsletter.objects.get(pk=letter.pk)


def clicks(browser: Client) -> str:
    """Follow the letter's link to the product; returns the address that the browser shows then."""
    [html, _] = mail.outbox[-1].alternatives[0]
    paths = [urlsplit(url).path for url in links_of(html) if "/newsletter/go/" in url]
    return str(browser.get(paths[0])["Location"])


def orders(browser: Client, product, referer: str) -> None:
    """Put the product into the basket from its page, and pay."""
    browser.post(f"/basket/add/{product.pk}/", {"quantity": "1"}, headers={"referer": referer})
    attempt = started(place(Basket.objects.get(lines__product=product)))
    tries_card(attempt)
    sync_attempt(attempt=attempt)


def test_from_the_form_to_an_order_and_out(
    clock, free_guide, confirmed, presses, runs, django_capture_on_commit_callbacks
):
    product = a_product(price="14.50")
    letter = a_series_about(product)
    confirmed(guide="ten-steps", news="on")
    assert Client().get(link("guide")).status_code == 200
    clock.shift(timedelta(days=2))
    assert runs() == [("wilma@example.com", letter.subject)]

    browser = Client(headers={"user-agent": FIREFOX, "sec-fetch-mode": "navigate"})
    shown = clicks(browser)
    assert search(rf"/shop/{product.slug}/\?from=letter-{letter.pk}$", shown)
    assert LinkClicks.objects.get(newsletter=letter).clicks == 1
    with django_capture_on_commit_callbacks(execute=True):
        orders(browser, product, shown)
    sold = letter_figures.figures_of(letter).numbers.sold
    assert (sold.orders, sold.revenue) == (1, Decimal("14.50"))

    leave = next(one for one in mail.outbox if one.subject == letter.subject).extra_headers
    presses(urlsplit(leave["List-Unsubscribe"].strip("<>")).path)
    assert not Permission.objects.exists() and Subscriber.objects.get().state == Subscriber.LEFT
    assert AutomationProgress.objects.get().state == AutomationProgress.LEFT
    clock.shift(timedelta(days=3))
    assert runs() == []
