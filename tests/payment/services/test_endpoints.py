"""Whether Stripe sends its events to this shop, asked at the SDK's own HTTP seam."""

import json
from collections.abc import Mapping
from typing import Any

import pytest
import stripe

from shop.payment import gateway
from shop.payment.services import PaymentsUnavailable, look_at_endpoint
from shop.payment.services.endpoints import KINDS
from shop.payment.webhooks import HANDLERS

URL = "https://shop.example/webhooks/stripe/"
OLD_NAMES = {"charge.refund."}  # of refund.*
SNAPSHOT = {
    "id": "we_1",
    "object": "webhook_endpoint",
    "url": URL,
    "status": "enabled",
    "enabled_events": ["*"],
}
THIN = {
    "id": "ed_1",
    "object": "v2.core.event_destination",
    "type": "webhook_endpoint",
    "status": "enabled",
    "enabled_events": [f"v1.{kind}created" for kind in KINDS],
    "webhook_endpoint": {"url": URL},
}
OTHER_KIND = THIN | {"type": "amazon_eventbridge", "webhook_endpoint": None}


class Stripe(stripe.HTTPClient):
    """Answers the two lists, or refuses both."""

    name = "lists"

    def __init__(self, *, snapshot: list[Any], thin: list[Any], status: int = 200) -> None:
        super().__init__()
        self.lists = {"/v1/webhook_endpoints": snapshot, "/v2/core/event_destinations": thin}
        self.status = status

    def request(self, method: str, url: str, *_: object, **__: object) -> tuple[str, int, Mapping[str, str]]:
        path = url.removeprefix("https://api.stripe.com").partition("?")[0]
        page = {
            "object": "list",
            "data": self.lists[path],
            "has_more": False,
            "url": path,
            "next_page_url": None,
        }
        refusal = {"error": {"type": "invalid_request_error", "message": "no"}}
        return json.dumps(page if self.status == 200 else refusal), self.status, {}


def stripe_has(monkeypatch: pytest.MonkeyPatch, **lists: Any) -> None:
    http = Stripe(**{"snapshot": [], "thin": []} | lists)
    client = stripe.StripeClient("rk_test_x", http_client=http, max_network_retries=0)
    monkeypatch.setattr(gateway.calls, "client", lambda: client)


def test_the_kinds_are_those_that_the_webhook_acts_on() -> None:
    assert set(KINDS) == set(HANDLERS) - OLD_NAMES


@pytest.mark.parametrize("lists", [{"snapshot": [SNAPSHOT]}, {"thin": [OTHER_KIND, THIN]}])
def test_an_endpoint_that_gets_every_kind_is_right(lists: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    stripe_has(monkeypatch, **lists)
    state = look_at_endpoint(url=URL)
    assert (state.exists, state.is_enabled, state.missing) == (True, True, ())


@pytest.mark.parametrize("kind", KINDS)
def test_a_kind_that_isnt_sent_is_named(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    others = [f"{other}created" for other in KINDS if other != kind]
    stripe_has(monkeypatch, snapshot=[SNAPSHOT | {"enabled_events": others}])
    assert look_at_endpoint(url=URL).missing == (kind,)


def test_one_that_is_switched_off_sends_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    stripe_has(monkeypatch, snapshot=[SNAPSHOT | {"status": "disabled"}])
    state = look_at_endpoint(url=URL)
    assert (state.exists, state.is_enabled) == (True, False)


def test_another_shops_endpoint_isnt_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    stripe_has(monkeypatch, snapshot=[SNAPSHOT | {"url": "https://other.example/webhooks/stripe/"}])
    assert not look_at_endpoint(url=URL).exists


def test_a_key_that_may_not_read_them_is_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    stripe_has(monkeypatch, status=403)
    with pytest.raises(PaymentsUnavailable):
        look_at_endpoint(url=URL)
