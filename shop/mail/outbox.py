"""Puts emails into the outbox, in the transaction of the change that causes them.

The row commits or is rolled back with that change; a task sends it straight after the commit, and
`send_due` a minute later where that task was lost.
"""

import logging
from datetime import datetime
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
    """Store one email and send it after the commit; raises KeyError for an unknown kind.

    `args` are plain values that the kind's `compose` gets. Without a recipient the row is stored as
    failed: staff see it, and the change that caused it goes on.
    """
    return _store(OutboxEmail(kind=kind_of(kind).name, recipient=to, reference=reference, args=args))


def queue_once(
    kind: str, *, key: str, to: str, args: dict[str, Any], reference: str = ""
) -> OutboxEmail | None:
    """The same, but only one of the kind for each key ever; None where it is in the outbox already."""
    row = OutboxEmail(
        kind=kind_of(kind).name, recipient=to, reference=reference, args=args, once=f"{kind}:{key}"
    )
    try:
        with transaction.atomic():
            return _store(row)
    except IntegrityError:
        return None


def queue_written(kind: str, *, to: str, content: Content) -> OutboxEmail:
    """Store an email whose text is written already."""
    return _store(_written(OutboxEmail(kind=kind_of(kind).name, recipient=to), content))


def resend(email: OutboxEmail) -> OutboxEmail:
    """Send it once more as a row of its own, written anew; the old row stays as proof of the first.

    It goes to the address its kind finds now (the order's, say), else to the same one.
    """
    kind = kind_of(email.kind)
    to = kind.recipient(**email.args) if kind.recipient else email.recipient
    row = OutboxEmail(
        kind=email.kind, recipient=to, reference=email.reference, args=email.args, resent_from=email
    )
    if not email.args:  # its text is all there is
        _written(row, Content(email.subject, email.text, email.html, email.headers))
    with transaction.atomic():
        settle(email)
        return _store(row)


def needing_staff() -> QuerySet[OutboxEmail]:
    """Failed and unknown emails that nobody has dealt with, the oldest first."""
    return OutboxEmail.objects.filter(state__in=OutboxEmail.NEEDS_STAFF, seen_at=None)


def delayed() -> QuerySet[OutboxEmail]:
    """Emails that were refused for now, or couldn't be sent, and are tried again."""
    return OutboxEmail.objects.filter(state=State.QUEUED, attempts__gt=0)


def oldest_due() -> datetime | None:
    """When the email that has been due for longest should have been sent; None where none is due."""
    due = OutboxEmail.objects.filter(state=State.QUEUED, next_attempt_at__lte=timezone.now())
    return due.order_by("next_attempt_at").values_list("next_attempt_at", flat=True).first()


def settle(email: OutboxEmail) -> None:
    """Note that staff have dealt with a failed or unknown email in another way."""
    rows = OutboxEmail.objects.filter(pk=email.pk, state__in=OutboxEmail.NEEDS_STAFF, seen_at=None)
    rows.update(seen_at=timezone.now())


def _written(row: OutboxEmail, content: Content) -> OutboxEmail:
    row.subject, row.text = content.subject[:250], content.text or " "
    row.html, row.headers = content.html, dict(content.headers)
    return row


def _store(row: OutboxEmail) -> OutboxEmail:
    row.recipient = tidy(row.recipient)
    if not row.recipient:
        row.state, row.last_error = State.FAILED, NO_RECIPIENT
        logger.error("Email %s for %s has no recipient", row.kind, row.reference or "nobody")
    row.save(force_insert=True)
    if row.state == State.QUEUED:
        transaction.on_commit(lambda: _send_soon(row.pk), robust=True)
    return row


def _send_soon(pk: int) -> None:
    """Where this fails, `send_due` finds the row within a minute."""
    from shop.mail.tasks import send_email

    send_email.enqueue(pk)
