"""What the scheduler runs for payments."""

import logging

from crontask import cron
from django.conf import settings
from django.tasks import task

from shop.order.models import Order
from shop.order.services import alert_staff
from shop.payment.services import Finding, reconcile, sweep_payments

logger = logging.getLogger(__name__)
DAYS = 7


@cron("* * * * *")
@task
def sweep() -> dict[str, int]:
    """Every minute: settle and expire payments."""
    return dict(sweep_payments())


@cron("20 4 * * *")
@task
def compare_with_stripe() -> int:
    """Every night: compare the last week, tell staff of each finding once; returns how many there are."""
    if settings.PAYMENTS == "off":
        return 0
    findings = reconcile(days=DAYS).findings
    for finding in findings:
        _alert(finding)
    return len(findings)


def _alert(finding: Finding) -> None:
    message = f"Doesn't agree with Stripe: {finding.text}"
    order = Order.objects.filter(number=finding.order).first()
    if order is None:
        logger.error("A payment at Stripe needs a look: %s", finding.text)
    elif not order.notes.filter(message=message).exists():
        alert_staff(order=order, message=message)
