"""Each wrong mix of payment settings stops the start and names its setting."""

import os
import subprocess
import sys

import pytest
from django.core.exceptions import ImproperlyConfigured

from shop.settings.payment_checks import (
    check_keys,
    check_load,
    check_methods,
    check_mode,
    check_pages,
    refuse_real_money,
    refuse_simulated,
)
from tests.support.production import PRODUCTION

HOOKS = ["whsec_1"]


@pytest.mark.parametrize(
    ("payments", "secret", "publishable", "hooks", "names"),
    [
        ("stripe", "", "pk_test_1", HOOKS, "STRIPE_SECRET_KEY"),
        ("stripe", "pk_test_1", "pk_test_1", HOOKS, "STRIPE_SECRET_KEY"),
        ("stripe", "sk_test_1", "", HOOKS, "STRIPE_PUBLISHABLE_KEY"),
        ("stripe", "sk_test_1", "sk_test_1", HOOKS, "STRIPE_PUBLISHABLE_KEY"),
        ("stripe", "sk_live_1", "pk_test_1", HOOKS, "different modes"),
        ("stripe", "rk_test_1", "pk_live_1", HOOKS, "different modes"),
        ("stripe", "sk_test_1", "pk_test_1", [], "STRIPE_WEBHOOK_SECRETS"),
        ("stripe", "sk_test_1", "pk_test_1", ["whsec_1", "sk_test_1"], "STRIPE_WEBHOOK_SECRETS"),
        ("simulated", "sk_test_1", "", [], "PAYMENTS"),
        ("simulated", "", "pk_live_1", [], "PAYMENTS"),
    ],
)
def test_a_wrong_mix_is_refused(
    payments: str, secret: str, publishable: str, hooks: list[str], names: str
) -> None:
    with pytest.raises(ImproperlyConfigured, match=names):
        check_keys(payments, secret, publishable, hooks)


@pytest.mark.parametrize(
    ("secret", "publishable", "live"), [("rk_live_1", "pk_live_1", True), ("sk_test_1", "pk_test_1", False)]
)
def test_keys_that_fit_say_whether_money_is_real(secret: str, publishable: str, live: bool) -> None:
    assert check_keys("stripe", secret, publishable, HOOKS) is live


def test_keys_may_wait_while_payments_are_off() -> None:
    assert check_keys("off", "sk_live_1", "", []) is False


def test_an_unknown_mode_is_refused() -> None:
    with pytest.raises(ImproperlyConfigured, match="PAYMENTS"):
        check_mode("on")


@pytest.mark.parametrize(
    "methods", [[], ["link"], ["card", "card"], ["card", "bacs_debit"], ["card", "Klarna"]]
)
def test_methods_we_cannot_wait_for_are_refused(methods: list[str]) -> None:
    with pytest.raises(ImproperlyConfigured, match="STRIPE_METHODS"):
        check_methods(methods)


def test_the_four_methods_are_known() -> None:
    assert check_methods(["card", "link", "paypal", "klarna"])


def test_express_checkout_stands_on_known_pages_only() -> None:
    assert check_pages([]) == []
    with pytest.raises(ImproperlyConfigured, match="EXPRESS_CHECKOUT_PAGES"):
        check_pages(["home"])


def test_stripes_script_comes_by_tap_or_with_the_page() -> None:
    with pytest.raises(ImproperlyConfigured, match="EXPRESS_PRODUCT_LOAD"):
        check_load("never")


def test_a_demo_takes_no_real_money() -> None:
    with pytest.raises(ImproperlyConfigured, match="STRIPE_SECRET_KEY"):
        refuse_real_money("stripe", True)


def test_a_real_shop_takes_no_simulated_cards() -> None:
    with pytest.raises(ImproperlyConfigured, match="PAYMENTS"):
        refuse_simulated("simulated")


def start(**changes: str | None) -> subprocess.CompletedProcess[str]:
    """Load the production settings in a process of their own."""
    wanted = {k: v for k, v in {**PRODUCTION, **changes}.items() if v is not None}
    env = {k: v for k, v in os.environ.items() if k not in PRODUCTION} | wanted
    command = [sys.executable, "-c", "from django.conf import settings; print(settings.DATABASES)"]
    return subprocess.run(command, env=env, capture_output=True, text=True, check=False)  # noqa: S603


def test_production_starts_with_what_it_needs() -> None:
    assert start().returncode == 0


@pytest.mark.parametrize(
    "name", ["SECRET_KEY", "DATABASE_URL", "TRADER_NAME", "TRADER_VAT_NUMBER", "CLIENT_IP_HEADER"]
)
def test_production_names_what_is_missing(name: str) -> None:
    assert name in start(**{name: None}).stderr


def test_a_sole_trader_without_vat_needs_neither_number() -> None:
    gone = ("TRADER_COMPANY_NUMBER", "TRADER_REGISTERED_IN", "TRADER_VAT_NUMBER")
    assert start(VAT_REGISTERED="False", **dict.fromkeys(gone)).returncode == 0


def test_a_company_says_where_it_is_registered() -> None:
    assert "TRADER_REGISTERED_IN" in start(TRADER_REGISTERED_IN=None).stderr


def test_production_on_one_machine_keeps_writers_in_line() -> None:
    assert "'transaction_mode': 'IMMEDIATE'" in start().stdout


def test_production_refuses_simulated_cards() -> None:
    assert "PAYMENTS" in start(PAYMENTS="simulated").stderr


def test_production_refuses_an_unknown_method() -> None:
    assert "STRIPE_METHODS" in start(STRIPE_METHODS="card,sofort").stderr
