"""Template tags for links to an order's documents."""

from typing import Any

from django import template

from shop.documents.links import DocumentLink, buyer_links
from shop.documents.models import Document
from shop.documents.wording import money
from shop.mail.compose import absolute
from shop.order.models import Order
from shop.payment.models import Refund

register = template.Library()


@register.inclusion_tag("components/order_documents.html")
def order_documents(order: Order) -> dict[str, Any]:
    """The block of an order's page with its invoice and credit notes, the oldest first."""
    links = buyer_links(order, list(order.documents.order_by("pk")))
    return {"links": links, "is_contribution": order.is_contribution}


@register.simple_tag
def document_links(order: Order, refund: Refund | None = None) -> list[DocumentLink]:
    """For emails: the invoice of the order, or the newest document of a refund. Without one, nothing."""
    of_refund = Document.objects.filter(refund=refund).order_by("-turn") if refund else None
    found = of_refund if of_refund is not None else order.documents.filter(kind=Document.Kind.INVOICE)
    return buyer_links(order, list(found[:1]))


register.filter("signed_pounds", money)


@register.filter
def on_site(path: str) -> str:
    """The absolute URL of a path, for emails."""
    return absolute(path)
