from decimal import Decimal

import pytest

from shop.catalogue.labelling.wording import minimum_age, percent


@pytest.mark.parametrize(
    ("months", "words"),
    [
        (None, ""),
        (0, "Assessed from birth"),
        (1, "From 1 month"),
        (18, "From 18 months"),
        (36, "From 3 years"),
    ]
    + [(216, "For adults")],
)
def test_minimum_age(months: int | None, words: str) -> None:
    assert minimum_age(months) == words


@pytest.mark.parametrize(("value", "words"), [("99.5", "99.5%"), ("100.0", "100%")])
def test_percent(value: str, words: str) -> None:
    assert percent(Decimal(value)) == words
