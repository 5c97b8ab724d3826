"""Orders that staff take by telephone."""

from dataclasses import replace
from typing import Any

from shop.accounts.models import User
from shop.checkout.details import Details
from shop.phone_orders.drafts import DraftChange, start_draft, update_draft
from shop.phone_orders.models import PaymentLink
from shop.phone_orders.quotes import quote_of
from shop.phone_orders.services import send_link
from tests.support.factories import a_product
from tests.support.purchases import HOME

ON_THE_PHONE = replace(HOME, not_asked="1", phone="+441453555123")


def now(link: PaymentLink) -> PaymentLink:
    """The link as it stands."""
    return PaymentLink.objects.select_related("basket", "user").get(pk=link.pk)


def a_draft(
    *products: Any, by: User, pieces: int = 1, details: Details = ON_THE_PHONE, **more: Any
) -> PaymentLink:
    """A basket that a colleague has filled."""
    link = start_draft(by=by, **more)
    for product in products or (a_product(),):
        update_draft(link=link, change=DraftChange(details, add=product, pieces=pieces))
    return now(link)


def a_sent_link(*products: Any, by: User, **more: Any) -> PaymentLink:
    """A payment link whose buyer has the email."""
    link = a_draft(*products, by=by, **more)
    return now(send_link(link=link, by=by, total=str(quote_of(link).total)))
