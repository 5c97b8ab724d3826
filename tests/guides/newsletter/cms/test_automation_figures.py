"""What an automation brought: all its emails together, and each of them."""

from datetime import timedelta
from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from guides.newsletter.cms import automation_figures as figures
from guides.newsletter.models import Automation, Newsletter
from guides.newsletter.models.sending import count_click
from tests.guides.newsletter.automations.conftest import no_pages as no_pages
from tests.guides.newsletter.automations.conftest import runs as runs
from tests.guides.newsletter.automations.conftest import welcome as welcome
from tests.guides.newsletter.cms.test_automation_views import client as client
from tests.support import factories
from tests.support.purchases import place, started, sync_attempt, tries_card


def ordered_by(letter: Newsletter) -> None:
    """A paid order of a product that was put into the basket from this letter."""
    basket = factories.a_basket(factories.a_product(price="14.50"))
    basket.lines.update(source=f"letter-{letter.pk}")
    attempt = started(place(basket))
    tries_card(attempt)
    sync_attempt(attempt=attempt)


def test_emails_are_added_up_and_counted_one_by_one(
    welcome: Automation, runs: Any, clock: Any, free_guide: Any, confirmed: Any
) -> None:
    confirmed(guide="ten-steps", news="on")
    clock.shift(timedelta(days=2))
    runs()
    first, second, _ = (step.letter for step in welcome.steps.all())
    Newsletter.objects.filter(pk=first.pk).update(leaves=1, bounces=2)
    count_click(second.pk, "https://example.org/")
    ordered_by(first)
    found = figures.figures_of(welcome).emails
    assert (found.sent, found.clicks, found.leaves, found.bounces) == (1, 1, 1, 2)
    assert (found.sold.orders, str(found.sold.revenue)) == (1, "14.50")
    by_step = [figures.numbers_by_step(welcome)[step.pk] for step in welcome.steps.all()]
    assert [one.sent for one in by_step] == [1, 0, 0] and [one.clicks for one in by_step] == [0, 1, 0]


def test_many_automations_ask_no_more_queries(welcome: Automation) -> None:
    other = Automation.objects.create(kind="win_back", name="Back")
    with CaptureQueriesContext(connection) as for_one:
        figures.figures_of_all([welcome])
    with CaptureQueriesContext(connection) as for_two:
        figures.figures_of_all([welcome, other])
    assert len(for_one) == len(for_two)


def test_pages_show_orders_and_revenue(client: Any, welcome: Automation) -> None:
    ordered_by(welcome.steps.get(place=1).letter)
    page = " ".join(client.get(f"/office/newsletter/automations/{welcome.pk}/").text.split())
    assert "paid orders: 1; revenue: £14.50" in page
    assert "£14.50" in client.get("/office/newsletter/automations/").text
