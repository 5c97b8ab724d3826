"""What a card statement says: Stripe's alphabet, at most ten characters, at least one letter."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.payment.statement import statement_suffix


@pytest.mark.parametrize(
    ("number", "suffix"),
    [("PS-7K3Q-9XMD", "PS7K3Q9XMD"), ("OILSHOP-7K3Q-9XMD", "OP7K3Q9XMD"), ("1234-5678-9012", "N456789012")],
)
def test_the_order_number_without_signs(number: str, suffix: str) -> None:
    assert statement_suffix(number) == suffix


@given(st.text(min_size=1, max_size=40))
def test_stripe_takes_any_number(number: str) -> None:
    assert re.fullmatch(r"(?=.*[A-Za-z])[A-Za-z0-9]{1,10}", statement_suffix(number))
