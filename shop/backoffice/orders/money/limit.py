"""How much a person may give back of one order."""

from django.conf import settings

from shop.accounts.models import User
from shop.money import to_pence

UNLIMITED = "office.decide_payments"


def limit_of(user: User) -> int | None:
    """Pence; None for those who decide about payments, the owners."""
    return None if user.has_perm(UNLIMITED) else to_pence(settings.REFUND_LIMIT)


def is_large(pence: int) -> bool:
    """Whether a refund is above the shopkeepers' limit: the owner's second step is asked for again."""
    return pence > to_pence(settings.REFUND_LIMIT)
