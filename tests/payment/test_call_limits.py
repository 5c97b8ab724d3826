"""A slow Stripe holds a few threads for as long as it takes, and never all of them."""

import threading
from typing import Any

import pytest
import stripe
from django.test import Client

from shop.order.tokens import PAY, token_for
from shop.payment import call_limits, gateway
from shop.payment.call_limits import FAILURES, PAUSE, Breaker, NotAsked, limited, turn
from shop.payment.services import sync_attempt
from shop.payment.simulator import faults
from tests.support.purchases import an_order, started


class Clock:
    """A clock that the test moves."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def opened(clock: Clock) -> Breaker:
    breaker = Breaker(clock)
    for _ in range(FAILURES):
        breaker.note(answered=False)
    return breaker


def test_after_some_calls_without_an_answer_none_is_made_for_a_while() -> None:
    clock = Clock()
    breaker = opened(clock)
    assert not breaker.allows()
    clock.now = PAUSE + 1
    assert [breaker.allows() for _ in range(3)] == [True, False, False]


def test_an_answer_closes_the_breaker() -> None:
    breaker = opened(Clock())
    breaker.note(answered=True)
    assert breaker.allows()


def test_failures_with_answers_between_them_are_no_reason() -> None:
    breaker = Breaker(Clock())
    for _ in range(FAILURES * 2):
        breaker.note(answered=False)
        breaker.note(answered=True)
    assert breaker.allows()


@pytest.fixture
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(call_limits, "WAIT_FOR_A_TURN", 0.01)


def fill(release: threading.Event) -> list[threading.Thread]:
    """Requests that all wait for Stripe."""
    ready = threading.Barrier(call_limits.AT_ONCE + 1)

    def wait() -> None:
        with limited(), turn():
            ready.wait(timeout=5)
            release.wait(timeout=5)

    threads = [threading.Thread(target=wait) for _ in range(call_limits.AT_ONCE)]
    for thread in threads:
        thread.start()
    ready.wait(timeout=5)
    return threads


@pytest.mark.usefixtures("no_waiting")
def test_only_so_many_requests_wait_at_once() -> None:
    release = threading.Event()
    threads = fill(release)
    with limited(), pytest.raises(NotAsked), turn():
        pass
    with turn():  # a worker isn't limited
        pass
    release.set()
    for thread in threads:
        thread.join()
    with limited(), turn():
        pass


@pytest.mark.django_db
@pytest.mark.usefixtures("no_waiting")
def test_the_shopper_is_told_plainly_and_can_pay_later() -> None:
    order = an_order()
    url = f"/checkout/pay/{token_for(order, PAY)}/start/"
    release = threading.Event()
    threads = fill(release)
    busy = Client().post(url, headers={"Accept": "application/json"})
    release.set()
    for thread in threads:
        thread.join()
    assert (busy.status_code, "slow at the moment" in busy.json()["error"]) == (503, True)
    assert "client_secret" in Client().post(url, headers={"Accept": "application/json"}).json()


@pytest.mark.django_db
def test_an_open_breaker_leaves_order_and_payment_as_they_are() -> None:
    attempt = started(an_order())
    for _ in range(FAILURES):
        call_limits.breaker.note(answered=False)
    page = Client().get(f"/checkout/pay/{token_for(attempt.order, PAY)}/", follow=True)
    attempt.refresh_from_db()
    assert (page.status_code, attempt.state) == (200, "open")
    assert sync_attempt(attempt=attempt).state == "open"  # outside a request Stripe is asked


@pytest.mark.django_db
def test_every_view_that_asks_stripe_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[bool] = []
    refuse = lambda *_, **__: seen.append(call_limits.in_request()) or 1 / 0  # noqa: E731
    monkeypatch.setattr(gateway.calls, "_ask", refuse)
    order = an_order()
    client = Client(raise_request_exception=False)
    client.post(f"/checkout/pay/{token_for(order, PAY)}/start/")
    assert seen == [True]


def test_a_request_waits_for_one_time_out_only() -> None:
    client = gateway.OneWaitClient()
    error = stripe.APIConnectionError("timed out", should_retry=True)
    retry: dict[str, Any] = {"num_retries": 0, "max_network_retries": 1}
    assert client._should_retry(None, error, **retry)
    with limited():
        assert not client._should_retry(None, error, **retry)


@pytest.mark.django_db
def test_lost_answers_open_the_breaker_for_shoppers() -> None:
    order = an_order()
    url = f"/checkout/pay/{token_for(order, PAY)}/start/"
    for _ in range(FAILURES):
        faults.expect("lost", path="/v1/payment_intents")
        Client().post(url, headers={"Accept": "application/json"})
    answer = Client().post(url, headers={"Accept": "application/json"})
    assert (answer.status_code, "slow at the moment" in answer.json()["error"]) == (503, True)
