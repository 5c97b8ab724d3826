"""`simulate_stripe`: what a bank or a colleague does, for trying the staff's screens."""

from typing import Any

import pytest
from django.core.management import CommandError, call_command

from shop.payment.models import SimulatedObject
from tests.payment.events import tell
from tests.support.purchases import a_paid_order, an_order

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("deed", "kind"),
    [
        ("refund", "refund"),
        ("dispute", "dispute"),
        ("warn", "radar.early_fraud_warning"),
        ("review", "review"),
    ],
)
def test_it_happens_at_stripe(deed: str, kind: str, capsys: Any) -> None:
    call_command("simulate_stripe", deed, a_paid_order().number)
    assert SimulatedObject.objects.get(kind=kind).object_id in capsys.readouterr().out


@pytest.mark.parametrize(("deed", "status"), [("win", "won"), ("lose", "lost")])
def test_a_dispute_is_decided(deed: str, status: str) -> None:
    order = a_paid_order()
    call_command("simulate_stripe", "dispute", order.number, "--pence", "500")
    dispute = SimulatedObject.objects.get(kind="dispute")
    tell("charge.dispute.created", dispute.object_id)
    call_command("simulate_stripe", deed, order.number)
    dispute.refresh_from_db()
    assert (dispute.data["status"], dispute.data["amount"]) == (status, 500)


@pytest.mark.parametrize("trouble", ["unpaid", "undisputed", "too much", "real"])
def test_what_cant_be_is_an_error_exit(trouble: str, settings: Any) -> None:
    order = an_order() if trouble == "unpaid" else a_paid_order()
    deed = {"undisputed": "win"}.get(trouble, "refund")
    if trouble == "real":
        settings.PAYMENTS = "stripe"
    with pytest.raises(CommandError):
        call_command("simulate_stripe", deed, order.number, "--pence", "99999")
