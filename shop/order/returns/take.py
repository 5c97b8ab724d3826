"""A buyer cancels, or says what is wrong: on the order's page, or to a colleague who enters it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils import timezone

from shop.accounts.models import User
from shop.order.cancellations import cancellable, wording
from shop.order.change_log import log_change
from shop.order.models import CancellationNotice, Order, Return, ReturnPhoto
from shop.order.return_rows import Kind, Reason
from shop.order.services import alert_staff, queue_email_once

Chosen = Sequence[tuple[Any, int]]  # lines and quantities


class AlreadyCancelled(Exception):
    """Other notices or claims have part of it, so that less is left than this one asks for."""


@dataclass(frozen=True)
class Said:
    """What a buyer says of the items; `by` is the colleague who entered it, `photo` a JPEG."""

    reason: Reason = Reason.CHANGED_MIND
    words: str = ""
    photo: bytes = b""
    by: User | None = None


@transaction.atomic
def take_return(*, order: Order, chosen: Chosen, said: Said) -> Return:
    """Store what the buyer says, and queue its receipt. Without a complaint it is a cancellation.

    It is stored after the deadline or with a broken seal, too: staff decide what follows. Raises
    AlreadyCancelled for a second click.
    """
    Order.objects.select_for_update().get(pk=order.pk)
    free = {line.pk: left for line, left in cancellable(order)}
    if not chosen or any(quantity > free.get(line.pk, 0) for line, quantity in chosen):
        raise AlreadyCancelled
    if said.reason == Reason.CHANGED_MIND:
        row = _cancellation(order, chosen, said)
    else:
        row = _claim(order, chosen, said)
    for line, quantity in chosen:
        row.lines.create(line=line, quantity=quantity)
    if said.photo:
        ReturnPhoto.objects.create(item_return=row, content=said.photo)
    if said.by:
        log_change(order=order, action="order.return_entered", by=said.by, why=row.get_reason_display())
    return row


def _cancellation(order: Order, chosen: Chosen, said: Said) -> Return:
    """With the notice and its receipt that the law asks for (CCR 2013, reg. 32)."""
    items = wording(chosen)
    notice = CancellationNotice.objects.create(order=order, items=items, reason=said.words)
    for line, quantity in chosen:
        notice.lines.create(line=line, quantity=quantity)
    queue_email_once(order=order, kind=f"cancellation:{notice.pk}")
    alert_staff(order=order, message=f"The buyer cancels: {items}")
    return _row(order, Kind.CANCELLATION, said, notice=notice)


def _claim(order: Order, chosen: Chosen, said: Said) -> Return:
    row = _row(order, Kind.CLAIM, said, words=said.words)
    queue_email_once(order=order, kind=f"claim:{row.pk}")
    alert_staff(order=order, message=f"{said.reason.label}: {wording(chosen)}")
    return row


def _row(
    order: Order, kind: Kind, said: Said, *, notice: CancellationNotice | None = None, words: str = ""
) -> Return:
    today = timezone.localdate()
    return Return.objects.create(
        order=order,
        kind=kind,
        reason=said.reason,
        told_on=today,
        entered_by=said.by,
        notice=notice,
        words=words,
    )
