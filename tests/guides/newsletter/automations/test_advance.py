"""The welcome series: three letters in their time, each once, and none to who left, ordered or pauses."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from guides.newsletter.automations import advance as advancing
from guides.newsletter.automations import services
from guides.newsletter.models import AutomationProgress, AutomationStep, Delivery, Newsletter, Subscriber
from guides.newsletter.sending import schedule
from tests.guides.newsletter.conftest import link
from tests.guides.newsletter.sending.test_delivery import a_newsletter
from tests.support.factories import a_product
from tests.support.purchases import a_paid_order

WILMA = "wilma@example.com"
SUBJECTS = (
    "Have you had time to read your guide?",
    "What other readers read next",
    "What is in our oils",
)


def progress() -> AutomationProgress:
    return AutomationProgress.objects.get()


def test_three_letters_come_on_their_days(welcome, runs, clock, free_guide, confirmed):
    confirmed(guide="ten-steps", news="on")
    assert runs() == []
    for days, subject in zip((2, 3, 4), SUBJECTS, strict=True):
        clock.shift(timedelta(days=days, minutes=-10))
        assert runs() == []
        clock.shift(timedelta(minutes=10))
        assert runs() == [(WILMA, subject)]
    assert progress().state == AutomationProgress.FINISHED


def test_another_run_sends_nothing_twice(welcome, runs, clock, free_guide, confirmed):
    confirmed(guide="ten-steps", news="on")
    clock.shift(timedelta(days=2))
    assert len(runs()) == 1
    assert runs() == [] and Delivery.objects.count() == 1


def test_who_wants_the_guide_alone_gets_no_letter(welcome, runs, clock, free_guide, confirmed):
    confirmed(guide="ten-steps")
    clock.shift(timedelta(days=2))
    assert runs() == [] and not AutomationProgress.objects.exists()


def test_who_asked_before_it_was_on_gets_no_letter(clock, runs, free_guide, confirmed):
    confirmed(guide="ten-steps", news="on")
    clock.shift(timedelta(minutes=1))
    services.turn_on(automation=services.create(kind="welcome"))
    clock.shift(timedelta(days=2))
    assert runs() == []


def test_letter_can_be_left_with_one_click(welcome, runs, clock, free_guide, confirmed, presses):
    confirmed(guide="ten-steps", news="on")
    clock.shift(timedelta(days=2))
    runs()
    [letter] = [one for one in mail.outbox if one.subject == SUBJECTS[0]]
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    presses(link("unsubscribe"))
    assert progress().state == AutomationProgress.LEFT
    clock.shift(timedelta(days=3))
    assert runs() == []
    assert Newsletter.objects.get(subject=SUBJECTS[0]).leaves == 1


def test_who_leaves_before_the_worker_comes_gets_nothing(welcome, clock, free_guide, confirmed, monkeypatch):
    confirmed(guide="ten-steps", news="on")
    clock.shift(timedelta(days=2))
    monkeypatch.setattr(advancing, "start_shards", lambda pk: None)
    advancing.advance(now=timezone.now())
    Subscriber.objects.get().permissions.all().delete()
    clock.shift(timedelta(minutes=6))
    before = len(mail.outbox)
    schedule.resume()
    assert Delivery.objects.get().state == Delivery.SKIPPED and len(mail.outbox) == before


def test_letters_that_a_killed_run_queued_go_out(welcome, clock, free_guide, confirmed, monkeypatch):
    confirmed(guide="ten-steps", news="on")
    clock.shift(timedelta(days=2))
    monkeypatch.setattr(advancing, "start_shards", lambda pk: None)
    advancing.advance(now=timezone.now())
    clock.shift(timedelta(minutes=6))
    schedule.resume()
    assert [one.subject for one in mail.outbox][-1] == SUBJECTS[0]


def test_killed_batch_is_done_anew(welcome, runs, clock, free_guide, confirmed, monkeypatch):
    confirmed(guide="ten-steps", news="on")
    clock.shift(timedelta(days=2))
    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(advancing.Delivery.objects, "bulk_create", killed)
        advancing.advance(now=timezone.now())
    assert progress().next_place == 1 and not Delivery.objects.exists()
    assert runs() == [(WILMA, SUBJECTS[0])]


def killed(*_: object, **__: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize(("ends", "state", "letters"), [(True, "bought", 0), (False, "active", 1)])
def test_order_ends_it_where_chosen(
    welcome, runs, clock, free_guide, confirmed, django_capture_on_commit_callbacks, ends, state, letters
):
    services.change(automation=welcome, name="Welcome", ends_on_order=ends, steps={})
    confirmed(guide="ten-steps", news="on")
    runs()
    clock.shift(timedelta(days=2))
    with django_capture_on_commit_callbacks(execute=True):
        a_paid_order(a_product(), email=WILMA)
    assert progress().state == state
    assert len(runs()) == letters


def test_order_takes_back_a_letter_that_waits(
    welcome, clock, free_guide, confirmed, monkeypatch, django_capture_on_commit_callbacks
):
    confirmed(guide="ten-steps", news="on")
    clock.shift(timedelta(days=2))
    monkeypatch.setattr(advancing, "start_shards", lambda pk: None)
    advancing.advance(now=timezone.now())
    clock.shift(timedelta(seconds=5))
    with django_capture_on_commit_callbacks(execute=True):
        a_paid_order(a_product(), email=WILMA)
    assert Delivery.objects.get().state == Delivery.SKIPPED


def test_nothing_leaves_in_the_quiet_hours(welcome, runs, clock, free_guide, confirmed):
    clock.shift(timedelta(hours=12))  # 21:00 in London
    confirmed(guide="ten-steps", news="on")
    clock.shift(timedelta(days=2))
    assert runs() == []
    clock.shift(timedelta(hours=12))
    assert runs() == [(WILMA, SUBJECTS[0])]


def test_letter_waits_while_there_were_enough_emails(welcome, runs, clock, free_guide, confirmed, settings):
    settings.NEWSLETTER_WEEKLY_MOST = 1
    confirmed(guide="ten-steps", news="on")
    newsletter = a_newsletter(state=Newsletter.SENT)
    clock.shift(timedelta(days=2))
    Delivery.objects.create(newsletter=newsletter, subscriber=Subscriber.objects.get(), state="sent")
    assert runs() == []
    clock.shift(timedelta(days=6))
    assert runs() == []
    clock.shift(timedelta(days=1))
    assert runs() == [(WILMA, SUBJECTS[0])]


def test_letter_waits_for_the_end_of_a_pause(welcome, runs, clock, free_guide, confirmed):
    confirmed(guide="ten-steps", news="on")
    clock.shift(timedelta(days=2))
    Subscriber.objects.update(paused_until=timezone.localdate() + timedelta(days=30))
    assert runs() == [] and progress().state == AutomationProgress.ACTIVE
    clock.shift(timedelta(days=30))
    assert runs() == [(WILMA, SUBJECTS[0])]


def test_nothing_comes_two_weeks_late(welcome, runs, clock, free_guide, confirmed):
    confirmed(guide="ten-steps", news="on")
    runs()
    clock.shift(timedelta(days=17))
    assert runs() == [] and progress().state == AutomationProgress.LATE


def test_letter_that_is_off_is_left_out(welcome, runs, clock, free_guide, confirmed):
    AutomationStep.objects.filter(place=1).update(is_on=False)
    confirmed(guide="ten-steps", news="on")
    clock.shift(timedelta(days=3))
    assert runs() == [(WILMA, SUBJECTS[1])]


def test_letter_for_followers_is_left_out_for_others(welcome, runs, clock, free_guide, confirmed):
    AutomationStep.objects.filter(place=1).update(condition=AutomationStep.FOLLOWS)
    confirmed(guide="ten-steps", news="on")
    clock.shift(timedelta(days=2))
    assert runs() == [] and progress().next_place == 2


def test_nothing_is_sent_while_it_is_off(welcome, runs, clock, free_guide, confirmed):
    confirmed(guide="ten-steps", news="on")
    runs()
    services.turn_off(automation=welcome)
    clock.shift(timedelta(days=2))
    assert runs() == []
    services.turn_on(automation=welcome)
    assert runs() == [(WILMA, SUBJECTS[0])]


def test_text_with_a_new_open_claim_stops_it_and_the_editors_hear(
    welcome, runs, clock, free_guide, confirmed, monkeypatch
):
    confirmed(guide="ten-steps", news="on")
    clock.shift(timedelta(days=2))
    Newsletter.objects.filter(subject=SUBJECTS[0]).update(subject="Cures eczema")
    assert runs() == []
    welcome.refresh_from_db()
    assert not welcome.is_on and "Cures eczema" in welcome.stopped_because


def test_many_people_need_no_more_queries(welcome, clock, django_assert_max_num_queries):
    for number in range(30):
        person = Subscriber.objects.create(
            email=f"p{number}@example.com", email_hash=str(number), source="footer", state="confirmed"
        )
        person.permissions.create(purpose="news")
        AutomationProgress.objects.create(
            automation=welcome, subscriber=person, entered_at=timezone.now(), due_at=timezone.now()
        )
    steps = list(welcome.steps.select_related("letter"))
    with django_assert_max_num_queries(12):
        _, letters = advancing._advance_batch(welcome, steps, timezone.now())
    assert len(letters) == 30
