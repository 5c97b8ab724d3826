"""Queues emails in the transaction of the change that causes them.

The row is committed or rolled back with that change. A task sends the email right after the commit;
`send_due` sends it a minute later if that task was lost.
"""

import logging
from datetime import datetime, timedelta
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone

from shop.fields.email_address import tidy
from shop.mail.compose import Content
from shop.mail.kinds import kind_of
from shop.mail.models import OutboxEmail

logger = logging.getLogger(__name__)
NO_RECIPIENT = "There is no address to send it to."
State = OutboxEmail.State


def queue(kind: str, *, to: str, args: dict[str, Any], reference: str = "") -> OutboxEmail:
    """Queue one email, to be sent after the commit; raises KeyError for an unknown kind.

    `args` are JSON values for the kind's `compose`. Without a recipient the row is stored as failed and
    shown to staff, so that the change itself still succeeds.
    """
    return _store(OutboxEmail(kind=kind_of(kind).name, recipient=to, reference=reference, args=args))


def queue_once(
    kind: str,
    *,
    key: str,
    to: str,
    args: dict[str, Any],
    reference: str = "",
    delay: timedelta = timedelta(0),
) -> OutboxEmail | None:
    """Like `queue`, but once only for each kind and key; returns None if it was queued before.

    After a `delay` its kind may say that it isn't true any more, and it is dropped.
    """
    row = OutboxEmail(
        kind=kind_of(kind).name, recipient=to, reference=reference, args=args, once=f"{kind}:{key}"
    )
    row.next_attempt_at = timezone.now() + delay
    try:
        with transaction.atomic():
            return _store(row)
    except IntegrityError:
        return None


def queue_written(kind: str, *, to: str, content: Content) -> OutboxEmail:
    """Queue an email that is already composed."""
    return _store(_with_content(OutboxEmail(kind=kind_of(kind).name, recipient=to), content))


def resend(email: OutboxEmail) -> OutboxEmail:
    """Queue the email again as a new row, composed anew. The old row stays as proof of the first one.

    The kind's `recipient` supplies the address if it has one, for example the order's current address.
    """
    kind = kind_of(email.kind)
    to = kind.recipient(**email.args) if kind.recipient else email.recipient
    row = OutboxEmail(
        kind=email.kind, recipient=to, reference=email.reference, args=email.args, resent_from=email
    )
    if not email.args:  # queued with its text, so it can't be composed anew
        _with_content(row, Content(email.subject, email.text, email.html, email.headers))
    with transaction.atomic():
        settle(email)
        return _store(row)


def needing_staff() -> QuerySet[OutboxEmail]:
    """Failed and unknown emails that staff haven't settled, oldest first."""
    return OutboxEmail.objects.filter(state__in=OutboxEmail.NEEDS_STAFF, seen_at=None)


def delayed() -> QuerySet[OutboxEmail]:
    """Emails that are waiting for another attempt."""
    return OutboxEmail.objects.filter(state=State.QUEUED, attempts__gt=0)


def owed() -> QuerySet[OutboxEmail]:
    """Emails that are still to be sent."""
    return OutboxEmail.objects.filter(state=State.QUEUED)


def oldest_due() -> datetime | None:
    """The earliest `next_attempt_at` of due emails; None if none is due."""
    due = OutboxEmail.objects.filter(state=State.QUEUED, next_attempt_at__lte=timezone.now())
    return due.order_by("next_attempt_at").values_list("next_attempt_at", flat=True).first()


def server_away_since() -> datetime | None:
    """Since when no email has left because the server is away or refuses us; None while it takes emails.

    A refusal of one email begins with its reply code, such as “450 greylisted”: it says nothing of others.
    """
    waiting = delayed().exclude(last_error__regex=r"^[45][0-9][0-9] ").order_by("created_at")
    since = waiting.values_list("created_at", flat=True).first()
    sent_since = OutboxEmail.objects.filter(state=State.SENT, sent_at__gte=since) if since else None
    return None if sent_since is None or sent_since.exists() else since


def settle(email: OutboxEmail) -> None:
    """Mark a failed or unknown email as settled by staff."""
    rows = OutboxEmail.objects.filter(pk=email.pk, state__in=OutboxEmail.NEEDS_STAFF, seen_at=None)
    rows.update(seen_at=timezone.now())


def _with_content(row: OutboxEmail, content: Content) -> OutboxEmail:
    row.subject, row.text = content.subject[:250], content.text or " "
    row.html, row.headers = content.html, dict(content.headers)
    return row


def _store(row: OutboxEmail) -> OutboxEmail:
    row.recipient = tidy(row.recipient)
    if not row.recipient:
        row.state, row.last_error = State.FAILED, NO_RECIPIENT
        logger.error("Email %s for %s has no recipient", row.kind, row.reference or "nobody")
    row.save(force_insert=True)
    if row.state == State.QUEUED and row.next_attempt_at <= timezone.now():
        transaction.on_commit(lambda: _send_soon(row.pk), robust=True)
    return row


def _send_soon(pk: int) -> None:
    """If this fails, `send_due` finds the row within a minute."""
    from shop.mail.tasks import send_email

    send_email.enqueue(pk)
