"""Each answer of a mail server: what was sent, what waits, what staff must decide."""

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from shop.mail import delivery, outbox, outcome
from shop.mail.models import OutboxEmail
from tests.guides.newsletter.smtp import Server, hang_up
from tests.mail import examples

pytestmark = pytest.mark.django_db
State = OutboxEmail.State
NO_SERVER = {"BACKEND": "shop.mail.smtp.EmailBackend", "OPTIONS": {"host": "127.0.0.1", "port": 1}}


@pytest.fixture
def email() -> OutboxEmail:
    return examples.queue("order.confirmation")


def tried(email: OutboxEmail) -> OutboxEmail:
    """The row after one attempt, whatever its time."""
    OutboxEmail.objects.update(next_attempt_at=timezone.now())
    delivery.send_due()
    return OutboxEmail.objects.get(pk=email.pk)


@pytest.mark.parametrize(
    ("stage", "answer", "state"),
    [
        ("mail", "451 busy", State.QUEUED),
        ("mail", "552 too big", State.FAILED),
        ("rcpt", "450 mailbox busy", State.QUEUED),
        ("rcpt", "553 bad address", State.FAILED),
        ("data", "452 out of storage", State.QUEUED),
        ("data", "554 looks like spam", State.FAILED),
    ],
)
def test_each_refusal(email: OutboxEmail, server: Server, stage: str, answer: str, state: str) -> None:
    setattr(server, stage, lambda _: answer)
    found = tried(email)
    assert found.state == state and answer.split(maxsplit=1)[1] in found.last_error


def test_a_connection_lost_before_the_text_is_out_is_tried_again(email: OutboxEmail, server: Server) -> None:
    server.mail = hang_up
    assert tried(email).state == State.QUEUED
    server.mail = lambda _: None
    assert tried(email).state == State.SENT and len(server.taken) == 1


def test_a_connection_lost_after_it_leaves_the_decision_to_staff(email: OutboxEmail, server: Server) -> None:
    server.data = hang_up
    assert tried(email).state == State.UNKNOWN
    assert list(outbox.needing_staff()) == [email]
    server.data = lambda _: None
    assert tried(email).state == State.UNKNOWN and server.taken == []


def test_without_a_mail_server_the_rest_waits_untouched(email: OutboxEmail, settings: Any) -> None:
    settings.MAILERS = {**settings.MAILERS, "outgoing": NO_SERVER}
    other = examples.queue("order.link")
    first, second = tried(email), OutboxEmail.objects.get(pk=other.pk)
    assert (first.state, first.attempts, second.attempts) == (State.QUEUED, 1, 0)
    assert "ConnectionRefusedError" in first.last_error


def test_it_is_tried_for_a_day_and_then_given_up(email: OutboxEmail, server: Server) -> None:
    server.rcpt = lambda _: "451 greylisted"
    waited = timedelta()
    for _ in range(outcome.MAX_ATTEMPTS - 1):
        before = timezone.now()
        waited += tried(email).next_attempt_at - before
    assert timedelta(hours=23) < waited < timedelta(hours=25)
    found = tried(email)
    assert found.state == State.FAILED and "Given up after a day: 451 greylisted" in found.last_error


def test_an_email_that_cannot_be_written_is_tried_again_and_shown(email: OutboxEmail, server: Server) -> None:
    OutboxEmail.objects.update(args={"order_id": 0})
    found = tried(email)
    assert (found.state, found.attempts) == (State.QUEUED, 1)
    assert "DoesNotExist" in found.last_error and email in outbox.delayed()


def test_what_nobody_needs_any_more_is_not_sent(server: Server) -> None:
    email = examples.queue("customer.alert_confirm")
    OutboxEmail.objects.update(args={"alert_id": 0})
    assert tried(email).state == State.SUPPRESSED and server.taken == []


def test_the_text_of_the_first_attempt_is_the_one_that_is_sent(email: OutboxEmail, server: Server) -> None:
    server.rcpt = lambda _: "451 greylisted"
    text = tried(email).text
    OutboxEmail.objects.update(args={"order_id": 0})  # can't be written anew
    server.rcpt = lambda _: None
    assert tried(email).text == text and len(server.taken) == 1


def test_one_claimed_by_another_worker_is_left_alone(email: OutboxEmail, server: Server) -> None:
    OutboxEmail.objects.update(state=State.SENDING, sending_since=timezone.now())
    assert tried(email).state == State.SENDING and server.taken == []


def test_after_ten_minutes_without_an_answer_staff_decide(email: OutboxEmail, server: Server) -> None:
    OutboxEmail.objects.update(state=State.SENDING, sending_since=timezone.now() - timedelta(minutes=9))
    assert tried(email).state == State.SENDING
    OutboxEmail.objects.update(sending_since=timezone.now() - timedelta(minutes=11))
    found = tried(email)
    assert (found.state, found.last_error, server.taken) == (State.UNKNOWN, outcome.ENDED, [])


def test_a_late_answer_counts_more_than_our_doubt(
    email: OutboxEmail, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A mail server takes longer than ten minutes, and the row is marked unknown meanwhile."""
    slow = lambda *_: OutboxEmail.objects.update(state=State.UNKNOWN)  # noqa: E731
    monkeypatch.setattr(delivery, "hand_over", slow)
    assert tried(email).state == State.SENT


def test_a_dead_mailbox_ends_the_newsletter_too(server: Server) -> None:
    person = examples.a_subscriber()
    server.rcpt = lambda _: "550 5.1.1 no such user"
    tried(examples.queue("newsletter.guide"))
    person.refresh_from_db()
    assert person.state == "left"
