"""What an error of Stripe's says of what happened: only some are a no."""

from typing import Any

import pytest
import stripe

from shop.payment import gateway


def failing(status: int, code: str = "") -> Any:
    def method() -> None:
        raise stripe.APIError("no", http_status=status, code=code or None)

    return method


@pytest.mark.parametrize("status", [400, 402, 404])
def test_a_definite_no_has_not_happened(status: int) -> None:
    with pytest.raises(gateway.Refused):
        gateway.calls.call(failing(status))


@pytest.mark.parametrize("status", [401, 403, 409, 429, 500, 503])
def test_anything_else_may_have_happened(status: int) -> None:
    """409 is “this key is still at work”: taken for a no, the same refund would be made twice."""
    with pytest.raises(gateway.OutcomeUnknown):
        gateway.calls.call(failing(status))
