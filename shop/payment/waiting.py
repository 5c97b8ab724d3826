"""Money that waits for a person, for the shop's checks of itself."""

from shop.monitoring.registry import Check, register
from shop.order import statuses
from shop.order.models import Order
from shop.payment.models import Dispute


def register_checks() -> None:
    """Register payments in review and open disputes; strangers don't learn of them."""
    fine = "No payment waits for a decision."
    register(Check("payments", "Payments in review", fine, in_review, is_public=False))
    register(Check("disputes", "Disputes", "No dispute is open.", disputes, is_public=False))


def in_review() -> str:
    """How many orders can't be sent before somebody decides about their payment."""
    return _waiting(Order.objects.filter(status=statuses.REVIEW).count(), "payment", "a decision")


def disputes() -> str:
    """How many disputes the bank hasn't decided."""
    return _waiting(Dispute.objects.exclude(status__in=Dispute.DECIDED).count(), "dispute", "the bank or you")


def _waiting(count: int, what: str, whom: str) -> str:
    if not count:
        return ""
    return f"{count} {what}{'s' if count > 1 else ''} wait{'' if count > 1 else 's'} for {whom}."
