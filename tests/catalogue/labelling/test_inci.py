import pytest
from hypothesis import given
from hypothesis import strategies as st

from shop.catalogue.labelling.inci import (
    FRAGRANCE_ALLERGENS,
    food_notes,
    fragrances_in,
    is_fragrance_free,
    is_nut_free,
    parse_inci,
)

PLAIN = "Helianthus Annuus Seed Oil, Simmondsia Chinensis Seed Oil, Tocopherol"


def test_the_list_keeps_its_order() -> None:
    assert parse_inci("Ingredients: " + PLAIN + "*.")[-1] == "TOCOPHEROL"


def test_a_number_with_a_comma_is_not_split() -> None:
    assert parse_inci("1,2-Hexanediol, Tocopherol") == ["1,2-HEXANEDIOL", "TOCOPHEROL"]


def test_seed_oils_alone_are_fragrance_free() -> None:
    assert is_fragrance_free(parse_inci(PLAIN))


def test_no_list_is_no_claim() -> None:
    assert not is_fragrance_free([])


@pytest.mark.parametrize(
    "scent",
    [
        "Parfum",
        "aroma",
        "Lavandula Angustifolia (Lavender) Oil",
        "Citrus Aurantium Dulcis Peel Oil",
        "Limonene",
    ],
)
def test_one_scent_ends_the_claim(scent: str) -> None:
    assert fragrances_in(parse_inci(f"{PLAIN}, {scent}")) == [scent.upper()]


@given(st.sampled_from(sorted(FRAGRANCE_ALLERGENS)), st.booleans())
def test_every_listed_fragrance_allergen_is_found(name: str, lower: bool) -> None:
    assert not is_fragrance_free(parse_inci(f"{PLAIN},  {name.lower() if lower else name}"))


def test_a_carrier_oil_of_a_scented_family_is_none() -> None:
    assert is_fragrance_free(["ROSA CANINA FRUIT OIL", "SALVIA HISPANICA SEED OIL"])


def test_almond_is_named_in_plain_english_with_its_group() -> None:
    (note,) = food_notes(parse_inci("Prunus Amygdalus Dulcis (Sweet Almond) Oil, Tocopherol"))
    assert (note.plain, note.group, note.is_listed) == ("sweet almond", "tree nut", True)


def test_coconut_is_information_and_no_nut() -> None:
    inci = parse_inci("Cocos Nucifera Oil")
    assert is_nut_free(inci)
    assert [note.is_listed for note in food_notes(inci)] == [False]


def test_a_name_that_only_begins_alike_is_no_allergen() -> None:
    assert food_notes(parse_inci("Lactic Acid, Melissa Officinalis Seed Oil")) == []


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    inci = parse_inci(text)
    assert is_fragrance_free(inci) in {True, False}
    assert all(name == name.strip() for name in inci)
