"""Money that waits for a person, for the shop's checks of itself."""

from shop.monitoring import figures
from shop.monitoring.registry import Check, register
from shop.order import statuses
from shop.order.models import Order
from shop.payment.models import Dispute


def register_checks() -> None:
    """Register payments in review and open disputes as checks, unknown to strangers, and as figures."""
    fine = "No payment waits for a decision."
    register(Check("payments", "Payments in review", fine, in_review, is_public=False))
    register(Check("disputes", "Disputes", "No dispute is open.", disputes, is_public=False))
    figures.register(
        figures.Figure("plainsong_payments_in_review", "Orders whose payment needs a decision", _in_review)
    )
    figures.register(
        figures.Figure("plainsong_open_disputes", "Disputes that the bank hasn’t decided", _disputes)
    )


def in_review() -> str:
    """How many orders can't be sent before somebody decides about their payment."""
    return _waiting(_in_review(), "payment", "a decision")


def disputes() -> str:
    """How many disputes the bank hasn't decided."""
    return _waiting(_disputes(), "dispute", "the bank or you")


def _in_review() -> int:
    return Order.objects.filter(status=statuses.REVIEW).count()


def _disputes() -> int:
    return Dispute.objects.exclude(status__in=Dispute.DECIDED).count()


def _waiting(count: int, what: str, whom: str) -> str:
    if not count:
        return ""
    return f"{count} {what}{'s' if count > 1 else ''} wait{'' if count > 1 else 's'} for {whom}."
