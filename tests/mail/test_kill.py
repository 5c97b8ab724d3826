"""A worker killed (SIGKILL) at any moment loses no email and sends none twice without saying so.

A real process each time. Afterwards the clock goes on and another worker runs, which must find each email.
"""

import os
import signal
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from datetime import timedelta
from queue import Empty, Queue
from typing import Any

import pytest
from django.db import connections
from django.utils import timezone

from shop.mail import delivery, outcome
from shop.mail.models import OutboxEmail
from tests.guides.newsletter.smtp import Server
from tests.mail import examples
from tests.support import process_kill

pytestmark = pytest.mark.django_db(transaction=True)
State = OutboxEmail.State


@pytest.fixture(autouse=True)
def no_tasks(monkeypatch: pytest.MonkeyPatch) -> None:
    """In tests a task would run at once, in this very process."""
    monkeypatch.setattr("shop.mail.outbox._send_soon", lambda pk: None)


@contextmanager
def worker(deed: Callable[[], object]) -> Iterator[int]:
    """A process that does something; its id. It is waited for at the end."""
    connections.close_all()
    child = os.fork()
    if not child:
        try:
            deed()
        finally:
            os._exit(0)
    yield child
    os.waitpid(child, 0)


def let_time_pass() -> None:
    """The next workers: ten minutes later, and when everything is due."""
    late = timezone.now() - outcome.UNKNOWN_AFTER - timedelta(seconds=1)
    OutboxEmail.objects.filter(state=State.SENDING).update(sending_since=late)
    OutboxEmail.objects.update(next_attempt_at=timezone.now())
    delivery.send_due()


def killed_while(server: Server, stage: str, email: OutboxEmail) -> OutboxEmail:
    """The row after its worker was killed while the mail server was at a stage."""
    pids: Queue[int] = Queue()

    def kill(_: Any) -> str | None:
        with suppress(Empty):
            os.kill(pids.get(timeout=5), signal.SIGKILL)
        return None

    delivery._content_of(email)  # loads the templates once; each worker would take half a second for them
    setattr(server, stage, kill)
    with worker(lambda: delivery.send_one(email.pk)) as child:
        pids.put(child)
    setattr(server, stage, lambda _: None)
    let_time_pass()
    return OutboxEmail.objects.get(pk=email.pk)


@pytest.mark.parametrize("stage", ["mail", "rcpt", "data"])
@pytest.mark.parametrize("kind", examples.kind_names())
def test_killed_while_it_is_being_sent_it_is_shown_and_not_repeated(
    server: Server, kind: str, stage: str
) -> None:
    found = killed_while(server, stage, examples.queue(kind))
    assert (found.state, found.last_error) == (State.UNKNOWN, outcome.ENDED)
    assert len(server.taken) == (1 if stage == "data" else 0)


@pytest.mark.parametrize("kind", examples.kind_names())
def test_killed_before_any_step_it_is_sent_once_or_shown(server: Server, kind: str) -> None:
    step, states = 1, []
    while True:
        before = len(server.taken)
        email = examples.queue(kind)
        ended = process_kill.run(lambda pk=email.pk: delivery.send_one(pk), die_before=step) != -1
        let_time_pass()
        state = OutboxEmail.objects.get(pk=email.pk).state
        assert (state, len(server.taken) - before) in [(State.SENT, 1), (State.UNKNOWN, 1)]
        states.append(state)
        if ended:
            break
        step += 1
    assert states[0] == states[-1] == State.SENT and State.UNKNOWN in states


@pytest.mark.parametrize("kind", examples.kind_names())
def test_a_change_that_is_rolled_back_sends_nothing(server: Server, kind: str) -> None:
    """Killed during the change: the email is stored with it or not at all."""
    before = OutboxEmail.objects.count()
    assert process_kill.run(lambda: examples.queue(kind), die_before=1) == -1
    let_time_pass()
    assert (OutboxEmail.objects.count(), server.taken) == (before, [])
