"""Faults on demand: tests and staff ask the simulator for a lost answer, an error or a delay."""

import time
from collections.abc import Callable
from typing import Any

import stripe
from django.db import transaction

from shop.payment.simulator.models import SimulatedObject

Result = tuple[int, Any]
KINDS = {"drop", "lost", "server_error", "kept_error", "rate_limit", "delay", "slow_answer"}
WAITING = "faults"  # one row holds them all, so that asking for them is cheap
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
    with transaction.atomic():
        rows = SimulatedObject.objects.select_for_update()
        row, _ = rows.get_or_create(object_id=WAITING, defaults={"kind": "fault", "data": []})
        row.data.append({"what": what, "path": path, "seconds": seconds})
        row.save(update_fields=["data"])


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


def _broken(*_: object) -> Result:
    return 500, {"error": {"type": "api_error", "code": "simulated", "message": "Simulated: broken"}}


def _no_answer() -> stripe.APIConnectionError:
    return stripe.APIConnectionError("simulated: no answer")  # type: ignore[no-untyped-call]


def take(path: str) -> dict[str, Any] | None:
    """The fault that was asked for an address, once. Asked with each request: mostly there is none."""
    rows = SimulatedObject.objects.filter(pk=WAITING).order_by()
    if not any(_first(waiting, path) for waiting in rows.values_list("data", flat=True)):
        return None
    with transaction.atomic():
        for row in rows.select_for_update():
            fault = _first(row.data, path)
            row.data = [found for found in row.data if found is not fault]
            row.save(update_fields=["data"]) if row.data else row.delete()
            return fault
    return None


def _first(faults: list[dict[str, Any]], path: str) -> dict[str, Any] | None:
    return next((fault for fault in faults if fault["path"] == path), None)
