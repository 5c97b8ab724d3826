"""The youngest age that precautions allow."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.catalogue.labelling.age_limit import ADULT_MONTHS, age_limit_months
from shop.demo.data_files import read_products


@pytest.mark.parametrize(
    ("precautions", "months"),
    [
        ("Not for babies under 3 months.", 3),
        ("Do not use on infants under three months of age.", 3),
        ("Don’t use on babies younger than 6 weeks.", 2),
        ("Not suitable for children under 36 months.", 36),
        ("Not suitable for children under 3.", 36),
        ("Avoid on babies below 12 weeks.", 3),
        ("Never use before your baby is four months old.", 4),
        ("Do not use in the first 6 weeks on a baby.", 2),
        ("Wait until your baby is 1 month old.", 1),
        ("Assessed for babies from three months.", 3),
        ("Suitable for children over 3 years.", 36),
        ("For babies aged 6 months and over.", 6),
        ("6 months+", 6),
        ("Not for newborns.", 1),
        ("Do not use on newborn skin.", 1),
        ("Not suitable for premature babies.", 1),
        ("Not for babies or children.", 12),
        ("Not for use on children.", ADULT_MONTHS),
        ("For adults.", ADULT_MONTHS),
        ("Adults only: contains menthol.", ADULT_MONTHS),
        ("Safe from birth.", 0),
        ("Use within 12 months of opening. Don’t use it after 6 months once opened.", 0),
        ("Keep out of the reach of children under 3 years.", 0),
        ("Don’t leave children under 5 unattended.", 0),
        ("Not for babies with eczema: ask a pharmacist.", 0),
        ("Don’t use on babies’ broken skin.", 0),
        ("If redness lasts for at least 2 weeks, ask a pharmacist.", 0),
        ("Advice on oil for newborn skin differs, so ask your midwife before you start.", 0),
        ("A study of 115 newborns advises caution. Store below 25 °C.", 0),
        ("", 0),
    ],
)
def test_limits_are_read_from_the_text(precautions: str, months: int) -> None:
    assert age_limit_months(precautions) == months


@pytest.mark.parametrize("row", read_products(), ids=lambda row: row["slug"])
def test_no_demo_product_contradicts_itself(row) -> None:
    assert age_limit_months("\n".join(row["precautions"])) <= (row["min_age_months"] or 0)


@given(st.text(max_size=300))
def test_any_text_can_be_read(text: str) -> None:
    assert age_limit_months(text) >= 0
