"""Simultaneous newsletter requests, each with a control that shows what happens without the lock."""

from collections.abc import Callable
from threading import Barrier
from typing import Any

import pytest
from django.db.models import F
from django.utils import timezone

from guides.newsletter.consent import records as consent_records
from guides.newsletter.consent import sign_up as sign_up_services
from guides.newsletter.consent import unsubscribe
from guides.newsletter.consent.records import ConsentContext
from guides.newsletter.consent.sign_up import Wish
from guides.newsletter.email_digest import digest
from guides.newsletter.models import (
    Consent,
    Delivery,
    Newsletter,
    Permission,
    SendingDay,
    SignUp,
    Subscriber,
)
from guides.newsletter.sending import delivery, subjects, warm_up
from guides.newsletter.sending import schedule as sending_schedule
from guides.newsletter.tokens import for_sign_up, for_unsubscribing
from shop.mail.tasks import send_email
from tests.concurrency.rivals import together
from tests.guides.newsletter.sending.test_delivery import a_newsletter, a_reader

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
EMAIL, FOUR = "wilma@example.com", 4


@pytest.fixture(autouse=True)
def no_tasks(monkeypatch: Any) -> None:
    """Run no tasks: the tests look at the tables, not at emails."""
    monkeypatch.setattr(type(send_email), "enqueue", lambda *_, **__: None)


@pytest.fixture
def row() -> Delivery:
    """One recipient who waits."""
    a_reader()
    newsletter = a_newsletter(state=Newsletter.SENDING)
    sending_schedule.queue(newsletter)
    return Delivery.objects.select_related("newsletter").get()


def claims(claim: Callable[[], bool]) -> int:
    """How many of four workers lease the row."""
    return together(*[claim] * FOUR).count(True)


def test_one_of_four_workers_gets_a_row(row: Delivery) -> None:
    assert claims(lambda: delivery._lease(delivery._leases(row.newsletter), row)) == 1


def test_without_the_condition_in_the_update_all_four_send_it(row: Delivery) -> None:
    seen = Barrier(FOUR)

    def careless() -> bool:
        waits = Delivery.objects.filter(pk=row.pk, state=Delivery.WAITING).exists()
        seen.wait(timeout=10)
        return waits and bool(Delivery.objects.filter(pk=row.pk).update(state=Delivery.CLAIMED))

    assert claims(careless) == FOUR


def test_worker_and_whoever_leaves_never_both_win(row: Delivery) -> None:
    person = Subscriber.objects.get()
    out = for_unsubscribing(person)
    claimed, _ = together(
        lambda: delivery._lease(delivery._leases(row.newsletter), row),
        lambda: unsubscribe.leave(token=out, form=ConsentContext("mail")),
    )
    row.refresh_from_db()
    assert row.state == (Delivery.CLAIMED if claimed else Delivery.SKIPPED)
    assert not Permission.objects.exists()


@pytest.fixture
def token() -> str:
    """An emailed link that hasn't been used yet."""
    person = Subscriber.objects.create(email=EMAIL, email_hash=digest(EMAIL), source="footer")
    return for_sign_up(SignUp.objects.create(subscriber=person, guide="ten-steps", news=True))


def confirmed() -> int:
    return Consent.objects.filter(action=Consent.CONFIRMED, purpose="news").count()


def test_four_presses_confirm_once(token: str) -> None:
    together(*[lambda: sign_up_services.confirm(token=token)] * FOUR)
    assert confirmed() == 1
    assert Permission.objects.count() == 2


def test_without_the_guard_each_press_confirms(token: str) -> None:
    seen = Barrier(FOUR)

    def careless() -> None:
        sign_up = sign_up_services.sign_up_of(token)
        unused = sign_up.used_at is None
        seen.wait(timeout=10)
        if unused:
            sign_up_services._carry_out(sign_up, ConsentContext("footer"))

    together(*[careless] * FOUR)
    assert confirmed() == FOUR


def ask_six_times() -> int:
    """How many links work after six forms at once."""
    wish = Wish(guide="ten-steps", title="Ten steps")
    together(*[lambda: sign_up_services.ask(email=EMAIL, wish=wish, form=ConsentContext("footer"))] * 6)
    return SignUp.objects.filter(replaced=False).count()


def test_six_forms_at_once_leave_one_link_and_three_mails() -> None:
    assert ask_six_times() == 1
    assert SignUp.objects.count() == sign_up_services.MAX_PER_HOUR


def test_without_the_lock_several_links_work_or_too_many_mails_go(monkeypatch: Any) -> None:
    Subscriber.objects.create(email=EMAIL, email_hash=digest(EMAIL), source="footer")
    counted = Barrier(6)
    too_often = sign_up_services._asked_too_often

    def slowly(subscriber: Subscriber) -> bool:
        found = too_often(subscriber)
        counted.wait(timeout=10)
        return found

    monkeypatch.setattr(consent_records, "lock_subscriber", lambda _: None)
    monkeypatch.setattr(sign_up_services, "_asked_too_often", slowly)
    ask_six_times()
    assert SignUp.objects.count() == 6


def test_two_workers_begin_and_one_makes_the_rows(monkeypatch: Any) -> None:
    a_reader()
    newsletter = a_newsletter()
    sending_schedule.schedule(newsletter=newsletter, at=timezone.now())
    monkeypatch.setattr(sending_schedule, "start_shards", lambda _: None)
    made = together(*[lambda: sending_schedule.begin(newsletter=newsletter)] * 2)
    assert sorted(made) == [0, 1]


def test_two_presses_to_leave_are_one_withdrawal() -> None:
    person = a_reader()
    out = for_unsubscribing(person)
    together(*[lambda: unsubscribe.leave(token=out, form=ConsentContext("mail"))] * FOUR)
    assert Consent.objects.filter(action=Consent.WITHDRAWN).count() == 1
    assert Subscriber.objects.get().state == Subscriber.LEFT


@pytest.fixture
def tried() -> Newsletter:
    """Two subjects, tried long enough."""
    a_reader()
    tried = a_newsletter(state=Newsletter.SENDING, subject_b="Hi", test_ends_at=timezone.now(), clicks_b=3)
    sending_schedule.queue(tried)
    return tried


def test_of_four_schedulers_one_decides_between_two_subjects(tried: Newsletter) -> None:
    assert claims(lambda: subjects.decide(newsletter=tried, now=timezone.now())) == 1


def test_without_the_condition_in_the_update_all_four_decide(tried: Newsletter) -> None:
    seen = Barrier(FOUR)

    def careless() -> bool:
        is_open = Newsletter.objects.filter(pk=tried.pk, winner="").exists()
        seen.wait(timeout=10)
        return is_open and bool(Newsletter.objects.filter(pk=tried.pk).update(winner="b"))

    assert claims(careless) == FOUR


def takes() -> bool:
    try:
        warm_up.take()
    except warm_up.DayIsFull:
        return False
    return True


def test_workers_together_never_send_more_than_the_day_allows(settings: Any) -> None:
    today = timezone.localdate()
    settings.NEWSLETTER_WARM_UP_SINCE = today
    SendingDay.objects.create(day=today, sent=warm_up.MOST[0] - 1)
    assert claims(takes) == 1


def test_without_the_condition_in_the_update_they_would(settings: Any) -> None:
    today, seen = timezone.localdate(), Barrier(FOUR)
    SendingDay.objects.create(day=today, sent=warm_up.MOST[0] - 1)

    def careless() -> bool:
        is_open = SendingDay.objects.get(day=today).sent < warm_up.MOST[0]
        seen.wait(timeout=10)
        return is_open and bool(SendingDay.objects.filter(day=today).update(sent=F("sent") + 1))

    assert claims(careless) == FOUR
