"""Figures of one letter: what was sent, refused, complained of, clicked and sold."""

import pytest
from anymail.signals import AnymailTrackingEvent, EventType, tracking
from django.contrib.auth.models import Group

from guides.newsletter.cms import letter_figures
from guides.newsletter.models import Delivery, Newsletter
from guides.newsletter.models.sending import LONGEST_URL, count_click
from tests.guides.newsletter.sending.test_delivery import a_newsletter, a_reader
from tests.support import factories
from tests.support.cast import signed_in
from tests.support.html import html_of
from tests.support.purchases import place, started, sync_attempt, tries_card


@pytest.fixture
def letter(db) -> Newsletter:
    return a_newsletter(state=Newsletter.SENT, frozen_html="<p>Hello</p>", frozen_text="Hello")


def test_emails_are_counted_by_state(letter):
    for number, state in enumerate((Delivery.SENT, Delivery.SENT, Delivery.FAILED, Delivery.SKIPPED)):
        letter.deliveries.create(subscriber=a_reader(f"p{number}@example.com"), state=state)
    found = letter_figures.figures_of(letter).numbers
    assert (found.sent, found.refused) == (2, 1)


def test_complaint_is_counted_for_its_letter(letter):
    person = a_reader()
    letter.deliveries.create(subscriber=person, state=Delivery.SENT)
    event = AnymailTrackingEvent(event_type=EventType.COMPLAINED, recipient=person.email, esp_event={})
    tracking.send(sender=None, event=event, esp_name="Test")
    letter.refresh_from_db()
    assert (letter.complaints, letter.bounces) == (1, 0)
    assert letter_figures.figures_of(letter).numbers.has_too_many_complaints


def test_links_are_counted_apart_and_named_without_the_mark(letter):
    oil = f"http://127.0.0.1:8000/shop/oil/?from=letter-{letter.pk}"
    for url in (oil, oil, "https://example.org/"):
        count_click(letter.pk, url)
    letter.refresh_from_db()
    assert letter.clicks == 3
    links = letter_figures.figures_of(letter).links
    assert links == [("http://127.0.0.1:8000/shop/oil/", 2), ("https://example.org/", 1)]


def test_very_long_link_and_a_letter_that_is_gone_do_no_harm(letter):
    count_click(letter.pk, "https://example.org/" + "a" * LONGEST_URL)
    count_click(letter.pk + 1, "https://example.org/")
    assert sum(clicks for _, clicks in letter_figures.figures_of(letter).links) == 1


def test_order_by_a_link_of_the_letter_is_its_sale(letter):
    basket = factories.a_basket(factories.a_product(price="14.50"))
    basket.lines.update(source=f"letter-{letter.pk}")
    attempt = started(place(basket))
    tries_card(attempt)
    sync_attempt(attempt=attempt)
    sold = letter_figures.figures_of(letter).numbers.sold
    assert (sold.baskets, sold.orders, str(sold.revenue)) == (1, 1, "14.50")


def test_marketer_reads_the_figures(letter, mia):
    mia.groups.add(Group.objects.get(name="Moderators"))
    count_click(letter.pk, "https://example.org/")
    page = html_of(signed_in(mia).get(f"/office/newsletter/{letter.pk}/send/"))
    assert "https://example.org/" in page and "revenue: £0.00" in " ".join(page.split())
