from datetime import datetime
from decimal import Decimal as D
from typing import Any

import pytest
from django.template.loader import render_to_string

from shop.shipping import dates, services
from shop.shipping.templatetags import delivery

pytestmark = pytest.mark.django_db


def bar(total: str | None) -> str:
    context = delivery.delivery_bar(D(total) if total else None)
    return " ".join(render_to_string("components/delivery_bar.html", context).split())


def test_beside_each_price_stands_what_delivery_adds() -> None:
    assert delivery.delivery_from_price() == "+ £3.95 UK delivery per order, free over £45"


def test_one_setting_changes_every_wording(settings: Any) -> None:
    settings.FREE_DELIVERY_OVER, settings.FREE_DELIVERY_INCLUSIVE = D("40.00"), True
    assert delivery.delivery_promise() == "Free UK delivery on £40 or more"
    assert delivery.delivery_from_price().endswith("free on £40 or more")
    assert "Free UK delivery" in bar("39.99")
    assert 'data-over="40.00"' in bar(None)
    assert 'data-inclusive="1"' in bar(None)


def test_a_changed_price_is_named_at_once(django_capture_on_commit_callbacks: Any) -> None:
    delivery.delivery_from_price()
    with django_capture_on_commit_callbacks(execute=True):
        services.change_rates(changes=[], uk_price=D("4.25"))
    assert delivery.delivery_from_price().startswith("+ £4.25 UK delivery")


def test_the_date_follows_the_clock(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(dates, "now", lambda: datetime(2026, 11, 20, 12, 59))
    assert delivery.delivery_estimate() == "Tue 24 – Wed 25 Nov"


@pytest.mark.parametrize(
    ("total", "text", "percent"),
    [
        ("22.50", "Spend £22.51 more", "50"),
        ("45.00", "Free UK delivery over £45", "100"),
        ("45.01", "is free", "100"),
    ],
)
def test_the_bar_says_and_shows_how_far_it_is(total: str, text: str, percent: str) -> None:
    html = bar(total)
    assert text in html
    assert f'value="{percent}"' in html
    assert "hidden" not in html


def test_an_unknown_basket_leaves_the_bar_to_the_script() -> None:
    assert "hidden" in bar(None)


def test_a_second_page_asks_nothing_of_the_database(django_assert_num_queries: Any) -> None:
    delivery.delivery_from_price()
    delivery.delivery_estimate()
    with django_assert_num_queries(0):
        delivery.delivery_from_price()
        delivery.delivery_estimate()
