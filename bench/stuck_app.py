"""The shop's WSGI application with a simulated Stripe that takes twelve seconds for every answer."""

import time
from typing import Any

from shop.wsgi import application as application  # sets Django up first

from shop.payment.simulator.http import SimulatedStripe  # isort: skip

SECONDS = 12
_answer = SimulatedStripe.request


def _slowly(self: SimulatedStripe, *args: Any, **kwargs: Any) -> Any:
    time.sleep(SECONDS)
    return _answer(self, *args, **kwargs)


SimulatedStripe.request = _slowly  # type: ignore[method-assign]
