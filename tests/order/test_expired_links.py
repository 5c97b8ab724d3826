"""Links to orders expire; an expired link can email a new one to the order's own address."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail, signing
from django.test import Client
from django.urls import get_resolver
from time_machine import travel

from shop.order.models import Order
from shop.order.tokens import PAY, VIEW, token_for
from tests.support.outbox import send_queued
from tests.support.purchases import a_paid_order

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> Iterator[Any]:
    with travel("2026-01-05T12:00:00Z", tick=False) as moved:
        yield moved


def pages(order: Any) -> list[str]:
    """Every page that opens an order by a link, by the resolver: with a link to see it and one to pay."""
    routes = [route for route in _routes(get_resolver().url_patterns) if "<str:token>" in route]
    ours = [route for route in routes if route.startswith(("orders/", "checkout/"))]
    assert "orders/<str:token>/" in ours and "checkout/pay/<str:token>/" in ours
    return [path for route in ours for path in (_with(route, order, VIEW), _with(route, order, PAY))]


def _with(route: str, order: Any, purpose: str) -> str:
    return f"/{route.replace('<str:token>', token_for(order, purpose))}"


def _routes(patterns: Any, prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = prefix + str(pattern.pattern)
        yield from _routes(pattern.url_patterns, route) if hasattr(pattern, "url_patterns") else [route]


def test_a_link_ends_90_days_after_delivery_and_not_before(clock: Any) -> None:
    order = a_paid_order()
    link = _with("orders/<str:token>/", order, VIEW)
    Order.objects.filter(pk=order.pk).update(dispatched_at=order.date_placed + timedelta(days=20))
    clock.shift(timedelta(days=110))
    assert Client().get(link).status_code == 200
    clock.shift(timedelta(days=1))
    page = Client().get(link)
    assert page.status_code == 410
    assert order.email not in page.content.decode()
    assert order.shipping_address.line1 not in page.content.decode()


def test_every_page_behind_a_link_ends(clock: Any) -> None:
    links = pages(a_paid_order())
    clock.shift(timedelta(days=120))
    answers = [Client().get(link).status_code for link in links]
    assert set(answers) <= {410, 404, 405}  # each takes one of the two kinds of link, some only a POST
    assert answers.count(410) >= 4


def test_a_new_link_is_emailed_to_the_orders_address_and_works(clock: Any) -> None:
    order = a_paid_order()
    link = _with("orders/<str:token>/", order, VIEW)
    clock.shift(timedelta(days=400))
    client = Client()
    token = client.get(link).context["token"]
    assert "new link is on its way" in client.post("/orders/new-link/", {"token": token}).content.decode()
    send_queued()
    assert mail.outbox[-1].to == [order.email]
    fresh = next(word for word in mail.outbox[-1].body.split() if "/orders/" in word)
    assert Client().get(fresh.split("8000")[1]).status_code == 200
    assert Client().get(f"/orders/{token}/").status_code == 404  # the button's token opens nothing


def test_links_from_before_they_were_dated_end_too(clock: Any) -> None:
    order = a_paid_order()
    old = signing.Signer(salt=VIEW).sign_object(order.number)
    assert Client().get(f"/orders/{old}/").status_code == 200
    clock.shift(timedelta(days=91))
    assert Client().get(f"/orders/{old}/").status_code == 410


def test_asking_without_end_is_refused(clock: Any) -> None:
    order = a_paid_order()
    token = token_for(order, "shop.order.renew")
    answers = [Client().post("/orders/new-link/", {"token": token}).status_code for _ in range(4)]
    assert answers == [200, 200, 200, 429]
