"""Pays the simulated payments out, so that the office’s payouts have something to show."""

from django.conf import settings

from shop.payment.payout_rows import Payout
from shop.payment.services.payouts import fetch_payouts
from shop.payment.simulator.payouts import pay_out


def load_payouts() -> int:
    """One payout of all that was paid, unless there is one."""
    if settings.PAYMENTS != "simulated" or Payout.objects.exists():
        return 0
    pay_out()
    return fetch_payouts(days=1)
