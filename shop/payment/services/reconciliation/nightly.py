"""Each night's comparison, kept where staff see it, and told once for each order."""

import logging
from datetime import timedelta

from django.utils import timezone

from shop.order.models import Order
from shop.order.services import alert_staff
from shop.payment.models import Comparison
from shop.payment.services.attempts import PaymentsUnavailable
from shop.payment.services.reconciliation.compare import Finding, reconcile

logger = logging.getLogger(__name__)
KEEP = timedelta(days=90)


def compare_nightly(*, days: int) -> Comparison:
    """Compare so many days with Stripe, note each finding on its order, and keep the report for 90 days.

    Raises PaymentsUnavailable; that is kept, too.
    """
    try:
        report = reconcile(days=days)
    except PaymentsUnavailable as problem:
        Comparison.objects.create(problem=str(problem)[:200])
        raise
    for finding in report.findings:
        _tell(finding)
    Comparison.objects.filter(created_at__lt=timezone.now() - KEEP).delete()
    found = [[finding.order, finding.text] for finding in report.findings]
    return Comparison.objects.create(compared=dict(report.compared), findings=found)


def _tell(finding: Finding) -> None:
    message = f"Doesn’t agree with Stripe: {finding.text}"
    order = Order.objects.filter(number=finding.order).first()
    if order is None:
        logger.error("A payment at Stripe needs a look: %s", finding.text)
    elif not order.notes.filter(message=message).exists():
        alert_staff(order=order, message=message)
