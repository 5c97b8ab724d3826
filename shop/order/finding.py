"""Finding an order again by its number and email address: the link is emailed, never shown."""

from typing import Any

from django.conf import settings

from shop.email_address import tidy
from shop.mail import outbox
from shop.order.models import Order
from shop.typed_keys import typed_key


def tidy_number(given: str) -> str:
    """“ps 7k3q9xmd” becomes “PS-7K3Q-9XMD”, however it was typed."""
    rest = typed_key(given).removeprefix(typed_key(settings.ORDER_NUMBER_PREFIX))
    return f"{settings.ORDER_NUMBER_PREFIX}-{rest[:4]}-{rest[4:]}"


def send_link(*, number: str, email: str) -> None:
    """Email the order's page to its own address; nothing tells the asker whether there was one."""
    order: Any = Order.objects.filter(number=tidy_number(number)).select_related("user").first()
    if order and order.email == tidy(email):
        outbox.queue(
            "order.link", to=order.email, args={"order_id": order.pk}, reference=order.email_reference
        )
