"""Issues documents in the transaction that makes an order paid or notes a refund."""

import logging

from django.db import transaction
from django.dispatch import receiver

from shop.documents.issue import issue_documents
from shop.order.models import Order
from shop.signals import money_went_back, order_settled

logger = logging.getLogger(__name__)


@receiver([order_settled, money_went_back], dispatch_uid="shop.documents.issue")
def issue(order: Order, **_: object) -> None:
    """A fault of a document never undoes a payment: it is logged, and the scheduled task tries again."""
    try:
        with transaction.atomic():
            issue_documents(order=order)
    except Exception:
        logger.exception("Order %s: its documents could not be issued", order.number)
