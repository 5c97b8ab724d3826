"""Each answer of a mail server: who was emailed, who waits, who is never emailed again."""

from collections.abc import Iterator
from contextlib import suppress
from typing import Any

import pytest
from django.test import Client

from guides.newsletter.models import Delivery, Newsletter, Permission, Suppression
from guides.newsletter.sending import delivery, schedule
from guides.newsletter.sending.smtp import Lost, Unusable
from tests.guides.newsletter.sending.test_delivery import a_newsletter, a_reader, states
from tests.guides.newsletter.smtp import Server, hang_up, started


@pytest.fixture
def server(settings: Any) -> Iterator[Server]:
    settings.NEWSLETTER_LANES = 1
    made = Server()
    controller = started(made)
    where = {"host": controller.hostname, "port": controller.port, "timeout": 5}
    backend = {"BACKEND": "guides.newsletter.sending.smtp.EmailBackend", "OPTIONS": where}
    settings.MAILERS = {**settings.MAILERS, "newsletter": backend}
    yield made
    controller.stop()


@pytest.fixture
def letter(db: None) -> Newsletter:
    return a_newsletter(state=Newsletter.SENDING)


def sends(letter: Newsletter) -> dict[str, int]:
    """One shard, once; if the connection breaks, what it left."""
    schedule.queue(letter)
    with suppress(Lost, Unusable):
        delivery.send_some(newsletter=letter, shard=0)
    return states(letter)


def readers(number: int) -> None:
    for each in range(number):
        a_reader(f"p{each}@example.com")


def test_everybody_is_mailed_over_one_connection(server, letter):
    readers(3)
    assert sends(letter) == {"sent": 3}
    assert server.to() == ["p0@example.com", "p1@example.com", "p2@example.com"]
    assert server.connections == 1


def test_header_for_unsubscribing_goes_out_in_clear(server, letter):
    readers(1)
    sends(letter)
    head = server.taken[0].content.partition(b"\r\n\r\n")[0].decode()
    (line,) = [line for line in head.splitlines() if line.startswith("List-Unsubscribe:")]
    path = line.removeprefix("List-Unsubscribe: <http://127.0.0.1:8000").removesuffix(">")
    assert Client().post(path, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert not Permission.objects.exists()


def test_address_in_another_script_reaches_its_mailbox(server, letter):
    a_reader("wilma@xn--mller-kva.example")
    assert sends(letter) == {"sent": 1}
    assert server.to() == ["wilma@xn--mller-kva.example"]


def test_mailbox_that_is_gone_counts_as_bounced_and_stops_nobody_else(server, letter):
    readers(3)
    server.rcpt = lambda to: "550 5.1.1 <P1@example.com>: no such user" if to.startswith("p1") else None
    assert sends(letter) == {"sent": 2, "failed": 1}
    assert Suppression.objects.get().reason == Suppression.BOUNCED
    assert Permission.objects.count() == 2
    assert "p1@" not in Delivery.objects.get(state="failed").error.lower()


@pytest.mark.parametrize("answer", ["550 5.7.1 blocked for spam", "552 5.2.2 mailbox full"])
def test_refusal_that_is_not_about_the_mailbox_makes_nobody_dead(server, letter, answer):
    readers(1)
    server.rcpt = lambda to: answer
    assert sends(letter) == {"failed": 1}
    assert not Suppression.objects.exists()


def test_temporary_refusal_waits_and_is_tried_again(server, letter):
    readers(2)
    server.rcpt = lambda to: "450 4.2.1 greylisted" if to.startswith("p0") else None
    assert sends(letter) == {"sent": 1, "waiting": 1}
    server.rcpt = lambda to: None
    assert sends(letter) == {"sent": 2}


def test_temporary_refusals_end_after_five_tries(server, letter):
    readers(1)
    server.rcpt = lambda to: "450 4.2.1 later"
    for _ in range(delivery.MAX_TRIES):
        sends(letter)
    assert states(letter) == {"failed": 1}
    assert not Suppression.objects.exists()


def test_connection_that_ends_between_mails_is_opened_again(server, letter):
    readers(4)
    server.mail = lambda line: hang_up(line) if len(server.taken) == 2 and server.connections == 1 else None
    assert sends(letter) == {"sent": 4}
    assert server.connections == 2


def test_server_that_goes_away_costs_nobody_the_mail(server, letter):
    readers(3)
    server.mail = lambda line: hang_up(line) if server.taken else None
    assert sends(letter) == {"sent": 1, "waiting": 2}


def test_only_a_mail_that_had_gone_out_whole_is_in_doubt(server, letter):
    readers(3)
    server.data = lambda line: hang_up(line) if server.taken else None
    assert sends(letter) == {"sent": 1, "unknown": 1, "waiting": 1}


def test_server_that_refuses_us_harms_no_recipient(server, letter):
    readers(2)
    server.mail = lambda line: "550 5.7.1 sender not allowed"
    assert sends(letter) == {"waiting": 2}
    assert not Suppression.objects.exists()


def test_server_that_cannot_be_reached_harms_no_recipient(server, letter, settings):
    readers(1)
    settings.MAILERS["newsletter"]["OPTIONS"]["port"] = 1
    schedule.queue(letter)
    with pytest.raises(OSError, match="refused"):
        delivery.send_some(newsletter=letter, shard=0)
    assert states(letter) == {"waiting": 1}


def test_twenty_final_refusals_in_a_row_stop_the_newsletter(server, letter):
    readers(25)
    server.data = lambda line: "554 5.7.1 looks like spam"
    assert sends(letter) == {"failed": 20, "waiting": 5}
    letter.refresh_from_db()
    assert letter.state == Newsletter.STOPPED


def test_twenty_temporary_refusals_in_a_row_wait_for_better_times(server, letter):
    readers(25)
    server.rcpt = lambda to: "451 4.3.2 too busy"
    assert sends(letter) == {"waiting": 25}
    letter.refresh_from_db()
    assert letter.state == Newsletter.SENDING
