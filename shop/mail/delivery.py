"""Sends queued emails. A worker leases each email by compare-and-set just before it sends it.

The worker composes the text and connects first. If it is killed before the lease, the email stays queued.
If it is killed afterwards, the mail server may or may not have the email: after ten minutes the row becomes
`unknown` and is shown to staff. It is never sent again automatically.
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
from shop.mail.sender import sender
from shop.mail.smtp import Lost, Refused, SenderRefused, Unusable, hand_over, is_in_doubt, open_mailer
from shop.mail.wording import composed

logger = logging.getLogger(__name__)
State = OutboxEmail.State
PAGE = 1000


class SmtpSession:
    """A connection to the mail server, opened for the first email."""

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
    """Send one email over a new connection, unless it is no longer queued."""
    session = SmtpSession()
    try:
        _attempt(pk, session)
    finally:
        session.close()


def send_due(*, seconds: float = 50) -> int:
    """Send due emails over one connection for up to `seconds`; returns the number of attempts.

    If the mail server is down, the rest waits for the next run.
    """
    outcome.mark_unknown()
    until, session, tried = monotonic() + seconds, SmtpSession(), 0
    due = OutboxEmail.objects.filter(state=State.QUEUED, next_attempt_at__lte=timezone.now())
    try:
        for pk in list(due.order_by("next_attempt_at", "pk").values_list("pk", flat=True)[:PAGE]):
            _attempt(pk, session)
            tried += 1
            if session.is_down or monotonic() > until:
                break
    finally:
        session.close()
    return tried


def _attempt(pk: int, session: SmtpSession) -> None:
    now = timezone.now()
    email = OutboxEmail.objects.filter(pk=pk, state=State.QUEUED, next_attempt_at__lte=now).first()
    if email is None:
        return
    try:
        content = _content_of(email)
    except Exception as error:  # a fault of ours: logged, retried, shown to staff
        logger.exception("Email %s can't be composed", email.pk)
        outcome.put_off(email, error)
        return
    if content is None:
        outcome.suppressed(email)
    else:
        _send(email, content, session)


def _content_of(email: OutboxEmail) -> Content | None:
    """The content stored at the first attempt, or composed now; None if no longer needed."""
    if email.text:
        return Content(email.subject, email.text, email.html, email.headers)
    return composed(kind_of(email.kind), email.args)


def _send(email: OutboxEmail, content: Content, session: SmtpSession) -> None:
    try:
        connection = session.open()
    except Exception as error:  # the server is down or the settings are wrong
        session.is_down = True
        outcome.put_off(email, error)
        return
    if _lease(email, content):
        _hand_over(email, content, connection, session)


def _lease(email: OutboxEmail, content: Content) -> bool:
    """Set the row to `sending` and store its content; False if another worker was first.

    Content with a secret link isn't stored.
    """
    copy = {"text": content.text, "html": content.html, "headers": content.headers}
    stored = {} if kind_of(email.kind).has_secret_link else copy
    message_id = email.message_id or new_message_id()
    queued = OutboxEmail.objects.filter(pk=email.pk, state=State.QUEUED, attempts=email.attempts)
    updated = queued.update(
        state=State.SENDING,
        sending_since=timezone.now(),
        attempts=F("attempts") + 1,
        message_id=message_id,
        subject=content.subject[:250],
        **stored,
    )
    email.state, email.attempts, email.message_id = State.SENDING, email.attempts + 1, message_id
    return bool(updated)


def _hand_over(
    email: OutboxEmail, content: Content, connection: BaseEmailBackend, session: SmtpSession
) -> None:
    """Send it and store the outcome."""
    try:
        hand_over(_message(email, content), connection)
    except Refused as refusal:
        outcome.refused(email, refusal)
    except (Lost, Unusable) as error:
        session.is_down = True
        _store_failure(email, error)
    except Exception as error:
        logger.exception("Email %s can't be sent", email.pk)
        outcome.in_doubt(email, error) if is_in_doubt(connection) else outcome.put_off(email, error)
    else:
        outcome.sent(email)


def _store_failure(email: OutboxEmail, error: Lost | Unusable) -> None:
    if isinstance(error, Lost) and error.in_doubt:
        outcome.in_doubt(email, error)
    elif isinstance(error, SenderRefused) and error.code >= 500:
        outcome.failed(email, error)
    else:
        outcome.put_off(email, error)


def _message(email: OutboxEmail, content: Content) -> EmailMultiAlternatives:
    """The message with the headers of automatic emails."""
    headers = AUTOMATIC | {"Message-ID": email.message_id} | content.headers
    headers |= {name: ready(name, value) for name, value in headers.items() if name.startswith("List-")}
    from_ = headers.pop("From", "") or sender()
    mail = EmailMultiAlternatives(content.subject, content.text, from_, to=[email.recipient], headers=headers)
    if content.html:
        mail.attach_alternative(content.html, "text/html")
    return mail
