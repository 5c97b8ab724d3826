"""Sends what is in the outbox: each email is claimed by compare-and-set just before it leaves.

Text and connection are made first, so that a worker killed before the claim leaves the email waiting. One
killed after it leaves a row of which nobody can say whether the mail server took it: after ten minutes it
becomes `unknown`, is shown to staff, and is never sent again by itself.
"""

import logging
from time import monotonic

from django.core.mail import EmailMultiAlternatives
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import F
from django.utils import timezone

from shop.mail import outcome
from shop.mail.compose import Content
from shop.mail.headers import AUTOMATIC, ready
from shop.mail.headers import message_id as new_message_id
from shop.mail.kinds import kind_of
from shop.mail.models import OutboxEmail
from shop.mail.smtp import Lost, Refused, SenderRefused, Unusable, hand_over, is_in_doubt, open_mailer

logger = logging.getLogger(__name__)
State = OutboxEmail.State
PAGE = 1000


class Line:
    """A connection to the mail server, opened when the first email needs it."""

    def __init__(self) -> None:
        self.connection: BaseEmailBackend | None = None
        self.is_down = False

    def open(self) -> BaseEmailBackend:
        self.connection = self.connection or open_mailer("outgoing", "default")
        return self.connection

    def close(self) -> None:
        if self.connection:
            self.connection.close()
        self.connection = None


def send_one(pk: int) -> None:
    """Send one email over a connection of its own, unless it is no longer waiting."""
    line = Line()
    try:
        _attempt(pk, line)
    finally:
        line.close()


def send_due(*, seconds: float = 50) -> int:
    """Send what is due, over one connection and no longer than this; returns how many were tried.

    Where the mail server is down the rest waits for the next minute.
    """
    outcome.mark_unknown()
    until, line, tried = monotonic() + seconds, Line(), 0
    due = OutboxEmail.objects.filter(state=State.QUEUED, next_attempt_at__lte=timezone.now())
    try:
        for pk in list(due.order_by("next_attempt_at", "pk").values_list("pk", flat=True)[:PAGE]):
            _attempt(pk, line)
            tried += 1
            if line.is_down or monotonic() > until:
                break
    finally:
        line.close()
    return tried


def _attempt(pk: int, line: Line) -> None:
    now = timezone.now()
    email = OutboxEmail.objects.filter(pk=pk, state=State.QUEUED, next_attempt_at__lte=now).first()
    if email is None:
        return
    try:
        content = _content_of(email)
    except Exception as error:  # our own fault, whatever it is: tried again, and shown
        logger.exception("Email %s can't be written", email.pk)
        outcome.put_off(email, error)
        return
    if content is None:
        outcome.suppressed(email)
    else:
        _send(email, content, line)


def _content_of(email: OutboxEmail) -> Content | None:
    """As it was stored at the first attempt, else written now."""
    if email.text:
        return Content(email.subject, email.text, email.html, email.headers)
    return kind_of(email.kind).compose(**email.args)


def _send(email: OutboxEmail, content: Content, line: Line) -> None:
    try:
        connection = line.open()
    except Exception as error:  # the server is away, or our settings are wrong
        line.is_down = True
        outcome.put_off(email, error)
        return
    if _claim(email, content):
        _hand_over(email, content, connection, line)


def _claim(email: OutboxEmail, content: Content) -> bool:
    """Take it, if nobody else has; the text is stored with the claim, unless its link signs somebody in."""
    copy = {"text": content.text, "html": content.html, "headers": content.headers}
    stored = {} if kind_of(email.kind).has_secret_link else copy
    message_id = email.message_id or new_message_id()
    waiting = OutboxEmail.objects.filter(pk=email.pk, state=State.QUEUED, attempts=email.attempts)
    taken = waiting.update(
        state=State.SENDING,
        sending_since=timezone.now(),
        attempts=F("attempts") + 1,
        message_id=message_id,
        subject=content.subject[:250],
        **stored,
    )
    email.state, email.attempts, email.message_id = State.SENDING, email.attempts + 1, message_id
    return bool(taken)


def _hand_over(email: OutboxEmail, content: Content, connection: BaseEmailBackend, line: Line) -> None:
    """Give it to the mail server and note what became of it."""
    try:
        hand_over(_message(email, content), connection)
    except Refused as refusal:
        outcome.refused(email, refusal)
    except (Lost, Unusable) as error:
        line.is_down = True
        _not_taken(email, error)
    except Exception as error:
        logger.exception("Email %s can't be sent", email.pk)
        outcome.in_doubt(email, error) if is_in_doubt(connection) else outcome.put_off(email, error)
    else:
        outcome.sent(email)


def _not_taken(email: OutboxEmail, error: Lost | Unusable) -> None:
    if isinstance(error, Lost) and error.in_doubt:
        outcome.in_doubt(email, error)
    elif isinstance(error, SenderRefused) and error.code >= 500:
        outcome.failed(email, error)
    else:
        outcome.put_off(email, error)


def _message(email: OutboxEmail, content: Content) -> EmailMultiAlternatives:
    """With the headers every automatic email has."""
    headers = AUTOMATIC | {"Message-ID": email.message_id} | content.headers
    headers |= {name: ready(name, value) for name, value in headers.items() if name.startswith("List-")}
    sender = headers.pop("From", None)
    mail = EmailMultiAlternatives(
        content.subject, content.text, sender, to=[email.recipient], headers=headers
    )
    if content.html:
        mail.attach_alternative(content.html, "text/html")
    return mail
