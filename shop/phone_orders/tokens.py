"""Signed addresses of payment links; when one ends is in its row, so that it can be withdrawn."""

from django.core import signing
from django.http import Http404

from shop.phone_orders.models import PaymentLink, State

LINK = "shop.phone_orders.link"


def token_for(link: PaymentLink) -> str:
    """The last part of the link's address."""
    return signing.Signer(salt=LINK).sign_object(link.pk)


def link_for(token: str) -> PaymentLink:
    """The link that a token names; anything else, and one that was never sent, is a page that isn't there."""
    try:
        pk = signing.Signer(salt=LINK).unsign_object(token)
    except signing.BadSignature as error:
        raise Http404 from error
    found = PaymentLink.objects.exclude(state=State.DRAFT).select_related("user", "basket").filter(pk=pk)
    if (link := found.first()) is None:
        raise Http404
    return link
