"""Claims that something is absent are limited by the precautions."""

from pathlib import Path

import pytest
from django.conf import settings

from shop.catalogue.labelling.inci import traces_declared, traces_wording
from shop.catalogue.listing.snapshot import current_catalogue
from shop.catalogue.models import Product
from shop.demo.data_files import read_products
from tests.support.factories import a_product

SHARED = "Made without nut oils. Filled on a line that also fills sweet almond oil; it is cleaned in between."


@pytest.mark.parametrize(
    ("precautions", "declared"),
    [
        (SHARED, ["nuts"]),
        ("May contain traces of nuts.", ["nuts"]),
        ("Not for anyone with a nut allergy.", ["nuts"]),
        ("Our workshop handles walnuts and sesame.", ["nuts", "sesame"]),
        ("Bottled on the same line as perfumed oils.", ["perfume"]),
        ("Made without nut oils.", []),
        ("Contains no nuts, no sesame and no perfume.", []),
        ("Free from nuts and nut-free.", []),
        ("Made from coconut oil. Keep out of the eyes.", []),
        ("If swallowed, drink milk.", []),
        ("", []),
    ],
)
def test_traces_are_read_from_the_precautions(precautions: str, declared: list[str]) -> None:
    assert traces_declared(precautions) == declared


def test_traces_are_said_in_words() -> None:
    assert traces_wording(["nuts", "sesame", "milk"]) == "May contain traces of nuts, sesame and milk"
    assert traces_wording([]) == ""


def test_every_demo_product_with_a_shared_line_says_so() -> None:
    for row in read_products():
        text = "\n".join(row["precautions"])
        assert ("line that also fills" in text) <= ("nuts" in traces_declared(text)), row["slug"]


def test_the_filter_shows_traces_on_every_card_that_has_some(client, db) -> None:
    a_product("Safe oil", precautions="Keep away from flames.")
    a_product("Shared oil", precautions=SHARED)
    a_product("Almond oil", inci="Prunus Amygdalus Dulcis Oil")
    page = client.get("/shop/?nuts=free").content.decode()
    assert page.count("May contain traces of nuts") == 1
    assert "Made without nut oils" in page
    assert "/shop/almond-oil/" not in page


def test_the_badge_stands_beside_its_limit(client, db) -> None:
    a_product("Shared oil", precautions=SHARED)
    page = client.get("/shop/shared-oil/").content.decode()
    assert "Made without nut oils; may contain traces of nuts" in page


def test_traces_of_perfume_take_the_badge_away(client, db) -> None:
    a_product("Scent line oil", precautions="Filled on a line that also fills perfumed oils.")
    assert not current_catalogue().items[0].is_fragrance_free
    assert 'badge">Fragrance-free' not in client.get("/shop/scent-line-oil/").content.decode()


def test_no_template_makes_a_claim_of_absence_by_itself() -> None:
    """Each of the model's yes-or-no columns about absence is shown only where its limit stands beside it."""

    columns = [
        one.name for one in Product._meta.get_fields() if one.name.startswith("is_") and "free" in one.name
    ]
    assert {"is_nut_free", "is_fragrance_free"} <= set(columns)
    for file in Path(settings.BASE_DIR, "templates").rglob("*.html"):
        if "is_nut_free" in file.read_text():
            assert "traces_note" in file.read_text(), file
