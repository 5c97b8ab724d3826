"""Order look-up by number and email address. The link is emailed and never shown."""

import re

from django.conf import settings
from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Replace

from shop.fields.email_address import tidy
from shop.fields.typed_key import typed_key
from shop.mail import outbox
from shop.order.models import Line, Order


def tidy_number(given: str) -> str:
    """“ps 7k3q9xmd” becomes “PS-7K3Q-9XMD”, however it was typed."""
    rest = typed_key(given).removeprefix(typed_key(settings.ORDER_NUMBER_PREFIX))
    return f"{settings.ORDER_NUMBER_PREFIX}-{rest[:4]}-{rest[4:]}"


def search(orders: QuerySet[Order], text: str) -> QuerySet[Order]:
    """The orders that contain every word as number, email, name, postcode, tracking number, product or
    SKU.
    """
    for word in text.split()[:8]:
        orders = orders.filter(_holds(word))
    compact = re.sub(r"\s", "", text)
    by_code = orders.model.objects.annotate(
        postcode=Replace("shipping_address__postcode", Value(" "), Value(""))
    ).filter(Q(postcode__iexact=compact) | Q(tracking_number__iexact=compact))
    found = Q(pk__in=orders.values("pk")) | Q(pk__in=by_code.values("pk"))
    return orders.model.objects.filter(found)


def _holds(word: str) -> Q:
    columns = ["number", "guest_email", "user__email", "tracking_number"]
    columns += [f"shipping_address__{part}" for part in ("first_name", "last_name", "postcode")]
    found = Q(pk__in=Line.objects.filter(_of_line(word)).values("order"))
    for column in columns:
        found |= Q(**{f"{column}__icontains": word})
    return found


def _of_line(word: str) -> Q:
    return Q(title__icontains=word) | Q(partner_sku__icontains=word) | Q(upc__icontains=word)


def send_link(*, number: str, email: str) -> None:
    """Email the link to the order's own address; the answer doesn't tell whether the order exists."""
    order: Order = Order.objects.filter(number=tidy_number(number)).select_related("user").first()
    if order and order.email == tidy(email):
        outbox.queue(
            "order.link", to=order.email, args={"order_id": order.pk}, reference=order.email_reference
        )
