"""Dispatch holds: reasons not to send a paid order."""

from collections import Counter
from collections.abc import Callable, Collection

from django.conf import settings
from django.db.models import Q, QuerySet

from shop.order.models import CancellationNotice, Order, StaffHold
from shop.order.staff_holds import MISSING, WAIT

# A reason in words for staff, and the orders that it applies to.
Holds = dict[str, Q]

CANCELLED = (
    "the buyer cancelled it. Refund it and settle the notice, or say here why you are sending it anyway."
)

BY_STAFF = "a colleague holds it."  # replaced by their words

_registered: list[Callable[[], Holds]] = []


def register_holds(holds: Callable[[], Holds]) -> None:
    """Add reasons of a room above this one. Its app calls this once, when it is ready."""
    _registered.append(holds)


def dispatch_hold_reason(order: Order) -> str:
    """The first reason that applies to the order; empty when it may be sent."""
    for reason, rows in _holds().items():
        if Order.objects.filter(rows, pk=order.pk).exists():
            return _words_of([order.pk])[order.pk] if reason == BY_STAFF else reason
    return ""


def may_be_lifted(reason: str) -> bool:
    """Whether a reason of staff's own ends this one; the others end with what they are about."""
    return reason == CANCELLED or reason.startswith((MISSING, WAIT))


def is_missing(reason: str) -> bool:
    """Whether only pieces that weren't found keep the order: what was found may leave."""
    return reason.startswith(MISSING)


def missing_pieces(order: Order) -> Counter[int]:
    """How many pieces weren't found, by the id of their line."""
    found = Counter[int]()
    for hold in order.holds.standing().exclude(line=None).select_related("line"):
        if line := hold.line:
            found[line.pk] = min(hold.pieces or line.quantity_to_send, line.quantity_to_send)
    return found


def dispatch_hold_reasons(orders: Collection[Order]) -> dict[int, str]:
    """The same for many orders by their key, in one query for each reason; those without one are absent."""
    keys = [order.pk for order in orders]
    found: dict[int, str] = {}
    for reason, rows in _holds().items():
        for pk in Order.objects.filter(rows, pk__in=keys).values_list("pk", flat=True):
            found.setdefault(pk, reason)
    by_staff = [pk for pk, reason in found.items() if reason == BY_STAFF]
    return found | (_words_of(by_staff) if by_staff else {})


def _words_of(keys: Collection[int]) -> dict[int, str]:
    """What colleagues said about each of these orders; “wait” stands first."""
    holds = StaffHold.objects.standing().filter(order__in=keys).select_related("line", "placed_by")
    found: dict[int, list[str]] = {}
    for hold in holds:
        found.setdefault(hold.order_id, []).append(hold.words)
    return {pk: "; ".join(words) for pk, words in found.items()}


def dispatchable(orders: QuerySet[Order]) -> QuerySet[Order]:
    """Those of the orders that no reason applies to."""
    return orders.exclude(pk__in=_with_a_reason(orders))


def held(orders: QuerySet[Order]) -> QuerySet[Order]:
    """Those of the orders that a reason keeps from leaving."""
    return orders.filter(pk__in=_with_a_reason(orders))


def _with_a_reason(orders: QuerySet[Order]) -> QuerySet[Order, dict[str, int]]:
    """Their keys. Reasons are looked for among these orders only: of all that ever were, few are paid."""
    any_reason = Q()
    for rows in _holds().values():
        any_reason |= rows
    return orders.order_by().filter(any_reason).values("pk")


def _holds() -> Holds:
    """All reasons, in the order in which staff should deal with them."""
    found: Holds = {}
    for holds in _registered:
        found |= holds()
    return found | _cancelled() | _simulated() | _by_staff()


def _by_staff() -> Holds:
    """The last one: of an order with missing pieces, nothing else keeps the others from leaving."""
    return {BY_STAFF: Q(pk__in=StaffHold.objects.standing().values("order"))}


def _cancelled() -> Holds:
    """Applies until a notice has an outcome or a reason to send all the same; a new notice applies again."""
    return {CANCELLED: Q(pk__in=CancellationNotice.objects.open().values("order"))}


def _simulated() -> Holds:
    """Applies once the shop takes real cards."""
    if settings.PAYMENTS != "stripe":
        return {}
    return {"it was paid with a simulated card: no money has come.": Q(simulated=True)}
