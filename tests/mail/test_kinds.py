"""Every kind of email: taken, refused for now, refused for good; its headers, its sender, its two parts."""

from email import message_from_bytes, policy
from typing import Any

import pytest
from django.utils import timezone

from shop.mail import delivery, outbox
from shop.mail.compose import staff_notice
from shop.mail.kinds import kind_of, register
from shop.mail.models import OutboxEmail
from tests.guides.newsletter.smtp import Server
from tests.mail import examples

pytestmark = pytest.mark.django_db
State = OutboxEmail.State


@pytest.fixture(params=examples.kind_names())
def email(request: Any) -> OutboxEmail:
    return examples.queue(request.param)


def now(email: OutboxEmail) -> OutboxEmail:
    """The row as it stands."""
    return OutboxEmail.objects.get(pk=email.pk)


def sent_message(server: Server) -> Any:
    (envelope,) = server.taken
    return message_from_bytes(envelope.content, policy=policy.default)


def test_there_is_an_example_of_every_kind() -> None:
    assert {*examples.ARGS, *examples.WRITTEN} == set(examples.kind_names())


def test_it_is_sent_once_with_the_headers_of_an_automatic_email(email: OutboxEmail, server: Server) -> None:
    delivery.send_due()
    delivery.send_one(email.pk)
    message = sent_message(server)
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"].endswith("@127.0.0.1>")  # the host of SHOP_URL in tests
    assert (now(email).state, now(email).attempts, message["To"]) == (State.SENT, 1, examples.TO)


def test_it_is_stored_as_it_was_sent_unless_its_link_is_secret(email: OutboxEmail, server: Server) -> None:
    delivery.send_due()
    text = sent_message(server).get_body(("plain",)).get_content()
    stored = "" if kind_of(email.kind).has_secret_link else text
    assert now(email).text.split() == stored.split()


def test_refused_for_now_it_is_sent_later(email: OutboxEmail, server: Server) -> None:
    server.rcpt = lambda address: "451 4.7.1 greylisted"
    delivery.send_due()
    assert (now(email).state, now(email).attempts) == (State.QUEUED, 1)
    assert "greylisted" in now(email).last_error and now(email).next_attempt_at > timezone.now()
    server.rcpt = lambda address: None
    OutboxEmail.objects.update(next_attempt_at=timezone.now())
    delivery.send_due()
    assert (now(email).state, now(email).last_error, len(server.taken)) == (State.SENT, "", 1)


def test_refused_for_good_it_is_shown_with_the_reason(email: OutboxEmail, server: Server) -> None:
    server.rcpt = lambda address: "550 5.1.1 no such user"
    delivery.send_due()
    assert list(outbox.needing_staff()) == [email]
    assert "5.1.1 no such user" in now(email).last_error
    OutboxEmail.objects.update(next_attempt_at=timezone.now())
    delivery.send_due()
    assert server.taken == []


def test_without_a_recipient_it_is_an_error_that_staff_see(email: OutboxEmail) -> None:
    OutboxEmail.objects.all().delete()
    row = outbox.queue(email.kind, to=" ", args=email.args)
    assert (row.state, row.last_error) == (State.FAILED, outbox.NO_RECIPIENT)
    assert list(outbox.needing_staff()) == [row]


def test_a_kind_is_registered_once() -> None:
    with pytest.raises(ValueError, match="twice"):
        register("other", label="", compose=staff_notice, keep_days=1)


def test_an_unknown_kind_is_refused() -> None:
    with pytest.raises(KeyError):
        outbox.queue("no.such", to=examples.TO, args={})
