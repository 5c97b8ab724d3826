"""Fixtures every test may use."""

import gc
from collections.abc import Iterator

import pytest
from django.db import connection
from hypothesis import settings as property_settings

from shop.payment import call_limits
from tests.support import stripe_params
from tests.support.all_caches import empty_caches
from tests.support.database import django_db_setup

__all__ = ["django_db_setup"]

pytest_plugins = [
    "tests.support.cast",
    "tests.support.demo_shop",
    "tests.support.late_indexes",
    "tests.support.redis_server",
    "tests.support.s3_server",
    "tests.support.module_rows",
    "tests.support.opened_shop",
    "tests.support.small_pictures",
]


def pytest_configure() -> None:
    """Whatever any test sends to Stripe is checked against the SDK's own types."""
    gc.disable()  # until all tests are collected: modules and test items stay to the end
    stripe_params.watch()
    # How long one example takes says something of the machine, nothing of the shop.
    property_settings.register_profile("shop", deadline=None)
    property_settings.load_profile("shop")


def pytest_collection_finish() -> None:
    """Let the garbage collector skip the modules and test items, half a gigabyte that stays to the end."""
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)
    gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Say which tests wait for PostgreSQL; CI runs them on a real one."""
    items.sort(key=_order)
    if connection.vendor == "postgresql":
        return
    skip = pytest.mark.skip(reason="needs PostgreSQL: bin/with-postgres .venv/bin/pytest -m postgres")
    for item in items:
        if "postgres" in item.keywords:
            item.add_marker(skip)


# What makes a test long: a browser, the whole demo, a walk over all pages, a shop in production.
LONG = {"chromium", "crawl", "demo_shop", "module_rows", "opened_shop"}


def _order(item: pytest.Item) -> int:
    """Tests without a database come first: one process runs them while another migrates the template.

    Then the long ones, and the short ones last: all processes come to their end at once.
    """
    fixtures = set(getattr(item, "fixturenames", []))
    if item.get_closest_marker("django_db") or "db" in fixtures:
        return 2 if fixtures & LONG or item.get_closest_marker("long") else 3
    return int("django_db_setup" in fixtures)


@pytest.fixture(autouse=True)
def _stripe_answers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Calls to Stripe that fail in one test must not open the circuit breaker for the next."""
    monkeypatch.setattr(call_limits, "breaker", call_limits.Breaker())


@pytest.fixture(autouse=True)
def _empty_caches() -> Iterator[None]:
    """Caches filled by one test must not be read by the next."""
    yield
    empty_caches()
