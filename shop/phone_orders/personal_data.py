"""Payment links in subject access requests and erasure; retention is in shop/privacy/retention.py."""

from typing import Any

from django.db.models import Q, QuerySet

from shop.london import iso
from shop.phone_orders.models import HOLDING, PaymentLink
from shop.phone_orders.services import withdraw
from shop.privacy.personal_data import erases, exports


def _links(email: str) -> QuerySet[PaymentLink]:
    by_email = Q(email=email) | Q(details__email=email) | Q(user__email=email)
    return PaymentLink.objects.filter(by_email, basket__order=None)


@exports("phone_orders.PaymentLink")
def links_of(email: str, **_: object) -> dict[str, Any]:
    """What was taken down on the telephone and isn't ordered."""
    return {"payment links": [_told(link) for link in _links(email)]}


def _told(link: PaymentLink) -> dict[str, Any]:
    return {
        "made": iso(link.created_at),
        "state": link.label,
        "email": link.email,
        "details": {name: value for name, value in link.details.items() if value},
        "items": [f"{line.quantity} × {line.product}" for line in link.basket.lines.all()],
    }


@erases("phone_orders.PaymentLink")
def forget_links(email: str, **_: object) -> list[str]:
    """Withdraw what is open, so that its items are free again, and delete all of it."""
    links = list(_links(email))
    for link in links:
        if link.state in HOLDING:
            withdraw(link=link)
        link.basket.delete()
    return ["Removed: what you ordered by telephone and didn’t confirm."] if links else []
