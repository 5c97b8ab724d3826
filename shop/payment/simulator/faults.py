"""Faults on demand: what a network and Stripe do on a bad day, told to the simulator beforehand."""

import time
from collections.abc import Callable
from typing import Any

import stripe
from django.db import transaction

from shop.payment.simulator.models import SimulatedObject

Result = tuple[int, Any]
KINDS = {"drop", "lost", "server_error", "kept_error", "rate_limit", "delay", "slow_answer"}
OF_EVENTS, OF_CHARGES = {"twice", "behind"}, {"wrong_amount"}


def expect(what: str, *, path: str, seconds: float = 0) -> None:
    """Let the next request to an address fail once: `expect("drop", path="/v1/payment_intents")`.

    drop: it is carried out and the answer is lost. lost: it never arrives. server_error: 500 and
    not carried out. kept_error: 500, and its key gets that answer from now on. rate_limit: 429.
    delay: it takes so many seconds to arrive. slow_answer: it is carried out at once, and the
    answer takes so many seconds. Of events, at "/events": twice, or behind the one that follows.
    Of charges, at "/charges": wrong_amount takes a penny less.
    """
    known = KINDS | OF_EVENTS | OF_CHARGES
    if what not in known:
        raise ValueError(f"Unknown fault {what!r}; known are {sorted(known)}")
    number = SimulatedObject.objects.filter(kind="fault").count() + 1
    data = {"what": what, "path": path, "seconds": seconds}
    SimulatedObject.objects.create(object_id=f"fault_{number}", kind="fault", data=data)


def suffer(path: str, carry_out: Callable[..., Result]) -> Result:
    """Carry a request out, with whatever fault was asked for it."""
    fault = take(path)
    what = fault["what"] if fault else ""
    if what == "lost":
        raise _no_answer()
    if what == "server_error":
        return _broken()
    if what == "kept_error":
        return carry_out(_broken)
    if what == "rate_limit":
        return 429, {"error": {"type": "invalid_request_error", "code": "rate_limit", "message": "Simulated"}}
    if fault and what == "delay":
        time.sleep(float(fault["seconds"]))
    result = carry_out()
    if fault and what == "slow_answer":
        time.sleep(float(fault["seconds"]))
    if what == "drop":
        raise _no_answer()
    return result


def _broken(*_: Any) -> Result:
    return 500, {"error": {"type": "api_error", "code": "simulated", "message": "Simulated: broken"}}


def _no_answer() -> stripe.APIConnectionError:
    return stripe.APIConnectionError("simulated: no answer")  # type: ignore[no-untyped-call]


@transaction.atomic
def take(path: str) -> dict[str, Any] | None:
    """The fault that was asked for an address, once."""
    faults = SimulatedObject.objects.select_for_update().filter(kind="fault")
    fault = next((row for row in faults if row.data["path"] == path), None)
    if fault is None:
        return None
    fault.delete()
    return dict(fault.data)
