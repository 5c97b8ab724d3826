"""Prices as they are typed here."""

from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from shop.fields.pounds import PoundsField

PRICES = st.decimals("0.01", "9999.99", places=2)


@pytest.mark.parametrize(
    ("typed", "pounds"),
    [
        ("£9.20", "9.20"),
        ("9.2", "9.20"),
        (" £ 1,250 ", "1250.00"),
        (".5", "0.50"),
        ("9.", "9.00"),
        ("", None),
    ],
)
def test_british_typing_is_understood(typed: str, pounds: str | None) -> None:
    found = PoundsField(required=False).clean(typed)
    assert found == (None if pounds is None else Decimal(pounds))
    assert found is None or str(found) == pounds


@pytest.mark.parametrize(
    "typed", ["9,20", "1,25,000", "1e3", "NaN", "-2", "9.205", "£", "nine", "9 pounds", "٩"]
)
def test_what_could_be_misread_is_refused(typed: str) -> None:
    with pytest.raises(ValidationError):
        PoundsField().clean(typed)


@given(PRICES)
def test_every_price_comes_back_as_it_was_shown(price: Decimal) -> None:
    assert PoundsField().clean(f"£{price:,}") == price
