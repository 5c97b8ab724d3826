"""Has the worker do what follows from a paid order, so that the buyer's page doesn't wait for it."""

from typing import Protocol

from django.dispatch import receiver
from django.tasks import task

from guides.newsletter.automations.ended_by_orders import end_on_order
from guides.newsletter.consent.soft_opt_in import carry_out
from shop.signals import order_paid


class PaidOrder(Protocol):
    """The field of an order that matters here."""

    number: str


@receiver(order_paid, dispatch_uid="newsletter.order_paid")
def follow(order: PaidOrder, **_: object) -> None:
    """Called after the commit."""
    follow_order.enqueue(order.number)


@task
def follow_order(number: str) -> None:
    """The buyer's answer takes effect, and automations that the order ends are ended."""
    carry_out(order_number=number)
    end_on_order(order_number=number)
