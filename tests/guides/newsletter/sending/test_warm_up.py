"""A new domain sends few emails a day at first; the rest goes on the next day by itself."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client

from guides.newsletter.models import Delivery, Newsletter, SendingDay
from guides.newsletter.sending import schedule, warm_up
from tests.guides.newsletter.cms.test_send import sender  # noqa: F401
from tests.guides.newsletter.sending.test_delivery import a_newsletter, a_reader
from tests.support.cast import signed_in
from tests.support.html import html_of

pytestmark = pytest.mark.django_db
FIRST = date(2026, 11, 21)  # the clock’s day


@pytest.fixture
def few(settings: Any, monkeypatch: pytest.MonkeyPatch, clock: Any) -> None:
    """Two emails on the first day, three on the second, four on the third."""
    settings.NEWSLETTER_WARM_UP_SINCE = FIRST
    monkeypatch.setattr(warm_up, "MOST", (2, 3, 4))


@pytest.fixture
def letter(few: None, django_capture_on_commit_callbacks: Any) -> Newsletter:
    """For seven people, begun on the first day."""
    for number in range(7):
        a_reader(f"p{number}@example.com")
    made = a_newsletter()
    with django_capture_on_commit_callbacks(execute=True):
        schedule.schedule(newsletter=made)
    return made


@pytest.fixture
def resumes(clock: Any, django_capture_on_commit_callbacks: Any) -> Any:
    """The scheduler, so many hours later."""

    def go(hours: int) -> int:
        clock.shift(timedelta(hours=hours))
        with django_capture_on_commit_callbacks(execute=True):
            schedule.resume()
        return len(mail.outbox)

    return go


def test_it_goes_on_the_next_days_until_everybody_has_it(letter: Newsletter, resumes: Any) -> None:
    assert len(mail.outbox) == 2
    assert [resumes(5), resumes(19), resumes(24)] == [2, 5, 7]
    letter.refresh_from_db()
    assert letter.state == Newsletter.SENT and len({one.to[0] for one in mail.outbox}) == 7


def test_who_left_meanwhile_takes_no_place(letter: Newsletter, resumes: Any) -> None:
    waiting = Delivery.objects.filter(state=Delivery.WAITING).select_related("subscriber")
    left = waiting.order_by("pk")[0].subscriber
    assert left is not None
    left.permissions.all().delete()
    assert resumes(24) == 5
    assert SendingDay.objects.get(day=FIRST + timedelta(days=1)).sent == 3


def test_page_says_that_the_rest_goes_tomorrow(letter: Newsletter, sender: Any) -> None:  # noqa: F811
    client: Client = signed_in(sender)
    assert "goes on tomorrow by itself" in html_of(client.get(f"/office/newsletter/{letter.pk}/send/"))


@pytest.mark.parametrize(("days", "most"), [(-3, 2), (0, 2), (1, 3), (2, 4), (3, None), (400, None)])
def test_number_grows_day_by_day_and_ends(few: None, days: int, most: int | None) -> None:
    assert warm_up.most_on(FIRST + timedelta(days=days)) == most


def test_without_the_setting_nothing_is_limited_or_counted(clock: Any) -> None:
    assert warm_up.take() is None and not SendingDay.objects.exists()


def test_each_day_allows_more_than_the_one_before() -> None:
    assert all(day < following for day, following in zip(warm_up.MOST, warm_up.MOST[1:], strict=False))
