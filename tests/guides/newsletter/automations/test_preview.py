"""A person’s path: the same moments that the scheduled job keeps."""

from datetime import timedelta

from django.utils import timezone

from guides.newsletter.automations import preview
from guides.newsletter.models import AutomationStep, Subscriber


def told(stops) -> list[tuple[str, str]]:
    return [(stop.when, stop.day) for stop in stops]


def test_example_names_each_day(welcome):
    assert told(preview.example_path(welcome, now=timezone.now())) == [
        ("in 2 days", "23 November, 09:00"),
        ("in 5 days", "26 November, 09:00"),
        ("in 9 days", "30 November, 09:00"),
    ]


def test_first_email_without_a_wait_comes_today(welcome):
    AutomationStep.objects.filter(place=1).update(wait_days=0)
    assert preview.example_path(welcome, now=timezone.now())[0].when == "today"


def test_quiet_hours_move_it_to_the_morning(welcome, clock):
    clock.shift(timedelta(hours=11))
    assert preview.example_path(welcome, now=timezone.now())[0].day == "24 November, 09:00"


def test_most_a_week_moves_the_third(welcome, settings):
    settings.NEWSLETTER_WEEKLY_MOST = 1
    stops = preview.example_path(welcome, now=timezone.now())
    assert [stop.when for stop in stops] == ["in 2 days", "in 9 days", "in 16 days"]
    assert stops[1].note == "later, because of the most a week"


def test_condition_that_is_not_met_is_told(welcome):
    AutomationStep.objects.filter(place=2).update(condition="follows")
    assert preview.example_path(welcome, now=timezone.now())[1].note == "only people who follow a series"


def test_path_of_a_person_begins_with_the_next_letter(welcome, runs, clock, free_guide, confirmed):
    confirmed(guide="ten-steps", news="on")
    clock.shift(timedelta(days=2))
    runs()
    words, stops = preview.path_of(welcome, Subscriber.objects.get(), now=timezone.now())
    assert words == "In progress" and [stop.when for stop in stops] == ["in 3 days", "in 7 days"]


def test_who_may_not_be_written_to_has_no_path(welcome, free_guide, confirmed):
    confirmed(guide="ten-steps")
    words, stops = preview.path_of(welcome, Subscriber.objects.get(), now=timezone.now())
    assert "permission is missing" in words and not stops
