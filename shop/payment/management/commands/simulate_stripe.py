"""`manage.py simulate_stripe`: what happens at Stripe without the shop, to try the staff's screens."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from shop.payment.models import Dispute, PaymentAttempt
from shop.payment.simulator import disputes, payouts, refunds
from shop.payment.simulator.errors import SimulatedError

DEEDS = ["refund", "dispute", "win", "lose", "warn", "review", "payout"]


class Command(BaseCommand):
    """Works with simulated cards only; the events reach the shop through its own webhook."""

    help = (
        "Simulate an event on an order’s payment: a refund, a dispute, a dispute won or lost, "
        "a fraud warning, a review, or a payout of all that came in."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("deed", choices=DEEDS)
        parser.add_argument("order", help="the order’s number")
        parser.add_argument("--pence", type=int, help="how much to refund or dispute (default: all of it)")

    def handle(self, *args: object, deed: str, order: str, pence: int | None, **options: object) -> None:
        if settings.PAYMENTS != "simulated":
            raise CommandError("PAYMENTS isn’t simulated: do this in Stripe’s dashboard.")
        attempt = PaymentAttempt.objects.filter(order__number=order, state="succeeded").last()
        if attempt is None:
            raise CommandError(f"Order {order} has no payment.")
        try:
            done = _do(deed, attempt, pence)
        except SimulatedError as error:
            raise CommandError(f"The simulated Stripe refuses: {error.code}") from error
        self.stdout.write(f"{deed}: {done['id']}")


def _do(deed: str, attempt: PaymentAttempt, pence: int | None) -> dict[str, Any]:
    intent_id = str(attempt.intent_id)
    if deed == "refund":
        amount = {"amount": str(pence)} if pence else {}
        return refunds.create(params={"payment_intent": intent_id, **amount})
    if deed == "payout":
        return payouts.pay_out()
    if deed == "dispute":
        return disputes.open_dispute(intent_id, amount=pence)
    if deed in ("win", "lose"):
        dispute = Dispute.objects.filter(attempt=attempt).last()
        if dispute is None:
            raise CommandError("Its payment isn’t disputed.")
        return disputes.decide(dispute.dispute_id, "won" if deed == "win" else "lost")
    return disputes.warn(intent_id) if deed == "warn" else disputes.review(intent_id)
