"""Two subjects: a share tries each, the rest gets the better one, decided once by the scheduler."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from guides.newsletter.cms import letter_figures
from guides.newsletter.models import Delivery, Newsletter
from guides.newsletter.sending import message, schedule, subjects
from tests.guides.newsletter.sending.test_delivery import a_newsletter, a_reader
from tests.mail.links import links_of

pytestmark = pytest.mark.django_db
PEOPLE = 60
BROWSER = {"user-agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"}


@pytest.fixture
def tried(clock: Any, django_capture_on_commit_callbacks: Any) -> Newsletter:
    """A newsletter whose two subjects a share of sixty people has got."""
    for number in range(PEOPLE):
        a_reader(f"p{number}@example.com")
    letter = a_newsletter(subject_b="Good morning", test_share=20, test_hours=4)
    with django_capture_on_commit_callbacks(execute=True):
        schedule.schedule(newsletter=letter)
    letter.refresh_from_db()
    return letter


@pytest.fixture
def decides(django_capture_on_commit_callbacks: Any) -> Any:
    """Run the scheduler’s job, and what it starts."""

    def decide() -> int:
        with django_capture_on_commit_callbacks(execute=True):
            return subjects.decide_due(now=timezone.now())

    return decide


def sent_subjects() -> dict[str, int]:
    found = [str(one.subject) for one in mail.outbox]
    return {subject: found.count(subject) for subject in set(found)}


def click(subject: str) -> None:
    """Click the first counted link of an email with this subject."""
    sent: Any = next(one for one in mail.outbox if one.subject == subject)
    html = str(sent.alternatives[0].content)
    url = next(url for url in links_of(html) if "/newsletter/go/" in url)
    Client(headers=BROWSER).get(url.partition("8000")[2])


def test_only_a_share_gets_either_subject_at_first(tried: Newsletter) -> None:
    sent = sent_subjects()
    assert set(sent) == {"Hello", "Good morning"} and all(4 <= number <= 22 for number in sent.values())
    assert Delivery.objects.filter(state=Delivery.WAITING, subject="").count() == PEOPLE - sum(sent.values())
    assert tried.state == Newsletter.SENDING


def test_rest_waits_until_the_hours_are_over(tried: Newsletter, clock: Any, decides: Any) -> None:
    before = len(mail.outbox)
    clock.shift(timedelta(hours=3, minutes=59))
    schedule.resume()
    assert decides() == 0 and len(mail.outbox) == before


def test_rest_gets_the_subject_with_more_clicks(tried: Newsletter, clock: Any, decides: Any) -> None:
    first = sent_subjects()["Hello"]
    click("Good morning")
    clock.shift(timedelta(hours=4))
    assert decides() == 1
    assert sent_subjects() == {"Hello": first, "Good morning": PEOPLE - first}
    assert len({one.to[0] for one in mail.outbox}) == PEOPLE
    tried.refresh_from_db()
    assert (tried.winner, tried.state) == ("b", Newsletter.SENT)


def test_first_subject_wins_where_both_are_equal(tried: Newsletter, clock: Any, decides: Any) -> None:
    second = sent_subjects()["Good morning"]
    clock.shift(timedelta(hours=4))
    decides()
    assert sent_subjects()["Hello"] == PEOPLE - second


def test_it_is_decided_once(tried: Newsletter, clock: Any, decides: Any) -> None:
    clock.shift(timedelta(hours=4))
    assert (decides(), decides()) == (1, 0)
    assert not subjects.decide(newsletter=tried, now=timezone.now())


def test_stopped_newsletter_is_not_decided(tried: Newsletter, clock: Any, decides: Any) -> None:
    Newsletter.objects.update(state=Newsletter.STOPPED)
    clock.shift(timedelta(hours=5))
    assert decides() == 0


def test_figures_name_both_subjects(tried: Newsletter, clock: Any, decides: Any) -> None:
    click("Good morning")
    clock.shift(timedelta(hours=4))
    decides()
    tried.refresh_from_db()
    first, second = letter_figures.figures_of(tried).subjects
    assert (first.subject, first.clicks, first.has_won) == ("Hello", 0, False)
    assert (second.subject, second.clicks, second.has_won) == ("Good morning", 1, True)
    assert first.sent + second.sent == PEOPLE and tried.clicks == 1


def test_title_and_heading_of_the_email_follow_its_subject() -> None:
    letter = a_newsletter(subject_b="Ben’s <oil>")
    html = message.compose(letter, subject="b").html
    assert "Ben’s &lt;oil&gt;" in html and "<title>Hello" not in html


def test_person_tries_the_same_subject_at_each_start() -> None:
    letter = Newsletter(pk=7, subject_b="Hi", test_share=10)
    tries = [subjects.subject_for(letter, number) for number in range(10_000)]
    assert tries == [subjects.subject_for(letter, number) for number in range(10_000)]
    assert all(900 < tries.count(subject) < 1_100 for subject in ("a", "b"))


def test_newsletter_with_one_subject_has_none_to_try() -> None:
    assert subjects.subject_for(Newsletter(pk=7), 1) == ""
