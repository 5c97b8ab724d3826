import pytest

from shop.catalogue.claims import allergens, is_fragrance_free, is_nut_free, parse_inci


def test_a_list_is_read_in_its_order() -> None:
    text = "Helianthus Annuus (Sunflower) Seed Oil, 1,2-Hexanediol;\n tocopherol. , Tocopherol,"
    assert parse_inci(text) == ["HELIANTHUS ANNUUS SEED OIL", "1,2-HEXANEDIOL", "TOCOPHEROL"]


def test_nothing_is_claimed_without_a_list() -> None:
    assert not is_fragrance_free([])
    assert not is_nut_free([])


@pytest.mark.parametrize(
    "name",
    [
        "PARFUM",
        "LINALOOL",
        "LAVANDULA ANGUSTIFOLIA OIL",
        "CITRUS LIMON PEEL OIL",
        "ROSA DAMASCENA FLOWER OIL",
    ],
)
def test_one_scented_ingredient_ends_fragrance_free(name: str) -> None:
    assert not is_fragrance_free(["HELIANTHUS ANNUUS SEED OIL", name])


@pytest.mark.parametrize("name", ["CARTHAMUS TINCTORIUS SEED OIL", "ROSA CANINA SEED OIL", "TOCOPHEROL"])
def test_carrier_oils_are_fragrance_free(name: str) -> None:
    assert is_fragrance_free([name])


def test_sweet_almond_is_a_tree_nut() -> None:
    (found,) = allergens(["TOCOPHEROL", "PRUNUS AMYGDALUS DULCIS OIL"])
    assert (found.plain, found.group) == ("sweet almond", "tree nut")
    assert not is_nut_free(["PRUNUS AMYGDALUS DULCIS OIL"])


def test_apricot_is_told_but_is_no_nut() -> None:
    (found,) = allergens(["PRUNUS ARMENIACA KERNEL OIL"])
    assert not found.is_listed
    assert is_nut_free(["PRUNUS ARMENIACA KERNEL OIL"])


def test_a_prefix_ends_at_a_word() -> None:
    assert allergens(["MELISSA OFFICINALIS LEAF WATER", "LACTIC ACID"]) == []
