"""What happens to a return on its way: proof of posting, and items that are back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Sum
from django.utils import timezone

from shop.accounts.models import User
from shop.london import london
from shop.order.change_log import log_change
from shop.order.models import Line, Order, Return, ReturnLine
from shop.order.return_rows import Became, State
from shop.order.services import queue_email_once, take_in_returned

SHORT = "%d/%m/%Y"


class CannotNote(Exception):
    """It can't be noted; the text is for staff, and nothing was changed."""


@dataclass(frozen=True)
class Arrived:
    """So many pieces of a row of the return came back in this state."""

    row_id: int
    quantity: int
    state: State


def locked(item_return: Return) -> Return:
    """The return with its order locked, as every other change of the order locks it first."""
    Order.objects.select_for_update().get(pk=item_return.order_id)
    rows = Return.objects.select_for_update(of=("self",)).select_related("order", "notice", "arrived_by")
    found: Return = rows.get(pk=item_return.pk)
    return found


@transaction.atomic
def note_posting(*, item_return: Return, day: date, by: User) -> None:
    """The buyer has shown when they posted the items: the refund is due 14 days later. Raises CannotNote."""
    row = locked(item_return)
    if not row.is_open:
        raise CannotNote("It is settled.")
    if not row.told_on <= day <= timezone.localdate():
        raise CannotNote("Choose a day from the notice until today.")
    before = london(row.posted_on, SHORT) if row.posted_on else ""
    row.posted_on = day
    row.save()
    change = ("Proof of posting", before, london(day, SHORT))
    log_change(order=row.order, action="order.return_posted", by=by, changes=[change])


@transaction.atomic
def note_arrival(*, item_return: Return, arrived: Sequence[Arrived], by: User) -> Return:
    """Items are back: sealed ones go into their batches, all others are written off. Raises CannotNote.

    Without `arrived` the parcel is here and nobody has looked into it yet. A settled return may still take
    in what comes later. The order's row is locked, so that two colleagues don't enter a piece twice.
    """
    row = locked(item_return)
    waiting = {part.pk: part for part in row.lines.filter(state="").select_related("line__stockrecord")}
    for part in arrived:
        here = waiting.get(part.row_id)
        if here is None or part.quantity > here.quantity:
            raise CannotNote(f"{_who(row)} noted it. Nothing was entered twice.")
        _refuse_unsent(row.order, here.line, part.quantity)
    if not arrived and (row.arrived_on or not waiting):
        raise CannotNote(f"{_who(row)} noted it.")
    for part in sorted(arrived, key=lambda one: waiting[one.row_id].line.stockrecord_id or 0):
        _take_in(row, waiting[part.row_id], part, by)
    _is_here(row, by)
    texts = [f"{part.quantity} × {waiting[part.row_id].line.title}: {part.state.label}" for part in arrived]
    log_change(order=row.order, action="order.return_arrived", by=by, why="; ".join(texts))
    return row


def _refuse_unsent(order: Order, line: Line, pieces: int) -> None:
    """A piece that never left can't come back: it is on the shelf still, in its batch."""
    left = line.quantity_sent if order.is_part_sent else line.quantity_not_withdrawn
    came = ReturnLine.objects.filter(line=line).exclude(state="").aggregate(pieces=Sum("quantity"))["pieces"]
    if (came or 0) + pieces > left:
        raise CannotNote(f"Of {line.title} only {left} left the shop. Enter what has come back.")


def _who(row: Return) -> str:
    """Who was faster, and when."""
    day = f" on {london(row.arrived_on, SHORT)}" if row.arrived_on else ""
    return f"{row.arrived_by or 'A colleague'}{day}"


def _is_here(row: Return, by: User) -> None:
    """The first piece starts the clock; the buyer is told by when the money comes."""
    if row.arrived_on:
        return
    row.arrived_on, row.arrived_by = timezone.localdate(), by
    row.save()
    if row.is_open:
        queue_email_once(order=row.order, kind=f"return_arrived:{row.pk}")


def _take_in(row: Return, waiting: ReturnLine, part: Arrived, by: User) -> None:
    """Split the pieces off those that are still to come, by what became of them."""
    is_lost = part.state == State.LOST
    reason = f"Return of order {row.order.number}: {part.state.label.lower()}"
    for_sale = part.state == State.SEALED
    kept = 0
    if not is_lost:
        kept = take_in_returned(
            line=waiting.line, quantity=part.quantity, may_be_sold=for_sale, reason=reason, by=by
        )
    for became, pieces in ((Became.IN_STOCK, kept), (Became.WRITTEN_OFF, part.quantity - kept)):
        if pieces:
            row.lines.create(line=waiting.line, quantity=pieces, state=part.state, became=became)
    waiting.quantity -= part.quantity
    if waiting.quantity:
        waiting.save(update_fields=["quantity"])
    else:
        waiting.delete()
