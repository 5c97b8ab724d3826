"""Services that put an order on hold, and the one that lifts holds."""

from django.db import transaction
from django.utils import timezone

from shop.accounts.models import User
from shop.order import statuses
from shop.order.change_log import log_change
from shop.order.dispatch_holds import CANCELLED, dispatch_hold_reason, may_be_lifted
from shop.order.models import Line, Order, StaffHold


class CannotHold(Exception):
    """It stays as it is; the text is for staff."""


@transaction.atomic
def report_missing(*, line: Line, by: User, pieces: int | None = None) -> StaffHold:
    """Hold an order because pieces of a line aren't on the shelf, all without a number; a second click is the
    same hold.

    Raises CannotHold where fewer of it are to be sent.
    """
    order = _waiting(line.order)
    line = order.lines.get(pk=line.pk)
    if not line.quantity_to_send:
        raise CannotHold(f"Nothing of {line.title} is to be sent.")
    missing = line.quantity_to_send if pieces is None else pieces
    if not 0 < missing <= line.quantity_to_send:
        raise CannotHold(f"Of {line.title}, {line.quantity_to_send} are to be sent: how many are missing?")
    given = {"placed_by": by, "pieces": missing, "withdrawn_before": line.quantity_withdrawn}
    hold, is_new = order.holds.get_or_create(line=line, lifted_at=None, defaults=given)
    if is_new:
        words = f"{missing} × {line.title}"
        log_change(order=order, action="order.missing", by=by, changes=[("Missing", "", words)])
    return hold


@transaction.atomic
def put_on_hold(*, order: Order, reason: str, by: User) -> None:
    """Let an order wait until somebody lifts the hold. Raises CannotHold."""
    order = _waiting(order)
    if not reason.strip():
        raise CannotHold("Say what it waits for.")
    given = {"reason": reason.strip()[:200], "placed_by": by}
    if not order.holds.get_or_create(line=None, lifted_at=None, defaults=given)[1]:
        raise CannotHold("It waits already. Lift that hold first, or add a note.")
    log_change(order=order, action="order.held", by=by, why=reason.strip())


def _waiting(order: Order) -> Order:
    """Locked, so that it can't leave at the same moment."""
    order = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    if order.status != statuses.PAID or order.is_contribution:
        raise CannotHold(f"Order {order.number} is {order.status}: only one that waits to be sent is held.")
    return order


@transaction.atomic
def lift_hold(*, order: Order, reason: str, by: User) -> None:
    """End the hold that the order's page names, with a reason: of a cancellation, or of colleagues.

    Holds that come from money end by themselves. Raises CannotHold.
    """
    order = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    held = dispatch_hold_reason(order)
    if not may_be_lifted(held):
        raise CannotHold(f"This hold can’t be lifted here: {held}" if held else "Nothing holds this order.")
    if not reason.strip():
        raise CannotHold("Say why it is sent all the same.")
    if held == CANCELLED:
        _send_although_cancelled(order, reason, by)
    else:
        order.holds.filter(lifted_at=None).update(lifted_at=timezone.now(), lifted_by=by)
    changes = [("Hold", "", held)]
    log_change(order=order, action="order.hold_lifted", by=by, changes=changes, why=reason.strip())


@transaction.atomic
def take_back_hold(*, order: Order, by: User) -> str:
    """End the holds that `by` placed themselves: a slip, or a piece that turned up. Those of others stay.

    Returns why it waits all the same, empty where it may be sent. Raises CannotHold.
    """
    order = Order.objects.select_for_update(of=("self",)).get(pk=order.pk)
    mine = list(order.holds.standing().filter(placed_by=by).select_related("line", "placed_by"))
    if not mine:
        raise CannotHold("You have no hold on this order.")
    ended = order.holds.filter(pk__in=[hold.pk for hold in mine])
    ended.update(lifted_at=timezone.now(), lifted_by=by)
    changes = [("Hold", "", "; ".join(hold.words for hold in mine))]
    why = "Taken back by who placed it"
    log_change(order=order, action="order.hold_lifted", by=by, changes=changes, why=why)
    return dispatch_hold_reason(order)


def _send_although_cancelled(order: Order, reason: str, by: User) -> None:
    for notice in order.cancellations.filter(send_anyway_at=None):
        notice.send_anyway, notice.send_anyway_at = f"{reason.strip()} ({by.called})"[:200], timezone.now()
        notice.save()
