"""Nobody gets more marketing emails a week than the shop has set, whichever way they come."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from guides.newsletter.models import Delivery, Newsletter, Subscriber
from guides.newsletter.sending import announcements, schedule
from guides.newsletter.sending.audience import recipients
from guides.newsletter.statements import SERIES
from shop.aftercare.models import ReviewRequest
from shop.aftercare.reviews import requests
from tests.aftercare.orders import a_sent_order
from tests.guides.newsletter.sending.test_delivery import a_newsletter, a_reader

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def one_a_week(settings: Any) -> None:
    settings.NEWSLETTER_WEEKLY_MOST = 1


def has_had_one(email: str = "wilma@example.com", state: str = Delivery.SENT) -> Subscriber:
    person = a_reader(email)
    a_newsletter(state=Newsletter.SENT).deliveries.create(subscriber=person, state=state)
    return person


def queued(letter: Newsletter) -> list[str]:
    schedule.queue(letter)
    return sorted(row.subscriber.email for row in letter.deliveries.all() if row.subscriber)


def test_newsletter_leaves_out_who_has_had_enough() -> None:
    has_had_one()
    a_reader("ben@example.com")
    assert queued(a_newsletter()) == ["ben@example.com"]


def test_marketer_may_send_it_to_everybody() -> None:
    has_had_one()
    assert queued(a_newsletter(keeps_weekly_most=False)) == ["wilma@example.com"]


def test_week_later_the_next_one_comes(clock: Any) -> None:
    has_had_one()
    clock.shift(timedelta(days=7, seconds=1))
    assert queued(a_newsletter()) == ["wilma@example.com"]


@pytest.mark.parametrize("state", [Delivery.FAILED, Delivery.SKIPPED])
def test_email_that_did_not_arrive_doesnt_count(state: str) -> None:
    has_had_one(state=state)
    assert queued(a_newsletter()) == ["wilma@example.com"]


def test_queueing_that_was_killed_goes_on_with_the_same_people() -> None:
    letter = a_newsletter()
    first = a_reader("ada@example.com")
    letter.deliveries.create(subscriber=first)
    a_reader("ben@example.com")
    assert queued(letter) == ["ada@example.com", "ben@example.com"]


def test_followers_get_their_new_part_all_the_same() -> None:
    person = has_had_one()
    person.permissions.create(purpose=SERIES, scope="belly")
    assert announcements.followers_to_email("belly") == 1
    part = Newsletter(audience=SERIES, series="belly", keeps_weekly_most=False)
    assert recipients(part).count() == 1


def test_review_request_waits_for_another_day(settings: Any, clock: Any) -> None:
    settings.REVIEW_REQUEST_DAYS = 10
    order = a_sent_order()
    person = a_reader(order.email)
    a_newsletter(state=Newsletter.SENT).deliveries.create(subscriber=person, state=Delivery.SENT)
    assert requests.queue_due(now=timezone.now()) == 0 and not ReviewRequest.objects.exists()
    clock.shift(timedelta(days=8))
    assert requests.queue_due(now=timezone.now()) == 1
