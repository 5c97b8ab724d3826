"""The publication check needs no database, so these products are never saved."""

import datetime
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from django.core.exceptions import ValidationError

from shop.catalogue.labelling.publication import publication_problems
from shop.catalogue.models import Product, ProductClass
from shop.catalogue.reference import Certificate, ResponsiblePerson

UK = ResponsiblePerson(name="A", region="UK")
EU = ResponsiblePerson(name="B", region="EU")
CERTIFICATE = Certificate(valid_from=datetime.date(2026, 1, 1), valid_to=datetime.date(2026, 12, 31))


def an_oil(**changes: Any) -> Product:
    """A product with everything the law asks for."""
    facts: dict[str, Any] = {
        "title": "Jojoba oil",
        "slug": "jojoba-oil",
        "product_class": ProductClass(name="Oils", is_cosmetic=True),
        "summary": "One ingredient.",
        "description": "A liquid wax.",
        "volume_ml": 50,
        "function": "Body oil",
        "inci": "SIMMONDSIA CHINENSIS SEED OIL",
        "directions": "Warm it in your hand.",
        "precautions": "Keep cloth with oil on it away from flames.",
        "min_age_months": 0,
        "pao_months": 12,
        "country_of_origin": "GB",
        "responsible_person_uk": UK,
        "scpn_reference": "UKCP-1",
        "pif_location": "Stroud",
        "cpsr_date": datetime.date(2026, 1, 1),
    }
    return Product(**{**facts, **changes})


def test_a_complete_product_may_be_published() -> None:
    assert publication_problems(an_oil()) == {}


@pytest.mark.parametrize(
    "field",
    ["summary", "description", "function", "inci", "directions", "precautions", "country_of_origin"]
    + ["scpn_reference", "pif_location"],
)
def test_an_empty_text_is_named(field: str) -> None:
    assert list(publication_problems(an_oil(**{field: ""}))) == [field]


@pytest.mark.parametrize(
    "field", ["min_age_months", "responsible_person_uk", "cpsr_date", "pao_months", "volume_ml"]
)
def test_a_missing_value_is_named(field: str) -> None:
    assert list(publication_problems(an_oil(**{field: None}))) == [field]


def test_a_best_before_note_stands_in_for_months_after_opening() -> None:
    assert publication_problems(an_oil(pao_months=None, best_before_note="Best before: see cap")) == {}


def test_a_cloth_needs_no_ingredients() -> None:
    cloth = Product(
        title="Cloths",
        product_class=ProductClass(name="Cloths", is_cosmetic=False),
        summary="Two cloths.",
        description="Cotton.",
        country_of_origin="PT",
        contents="2 cloths",
        unit_price_exemption="Sold by the piece.",
    )
    assert publication_problems(cloth) == {}


def test_goods_without_a_volume_say_why_no_unit_price_is_shown() -> None:
    assert list(publication_problems(an_oil(volume_ml=None, contents="1 set"))) == ["unit_price_exemption"]


def test_northern_ireland_needs_a_person_and_a_reference_there() -> None:
    problems = publication_problems(an_oil(ni_ready=True, responsible_person_eu=UK))
    assert set(problems) == {"responsible_person_eu", "cpnp_reference"}
    assert publication_problems(an_oil(ni_ready=True, responsible_person_eu=EU, cpnp_reference="1")) == {}


@pytest.mark.parametrize(("day", "accepted"), [("2027-12-31", True), ("2028-01-01", False)])
def test_an_eu_person_counts_in_great_britain_until_the_end_of_2027(day: str, accepted: bool) -> None:
    with time_machine.travel(f"{day}T12:00Z"):
        assert (publication_problems(an_oil(responsible_person_uk=EU)) == {}) is accepted


def test_sunflower_oil_needs_the_balanced_newborn_note() -> None:
    oil = an_oil(inci="HELIANTHUS ANNUUS SEED OIL")
    assert list(publication_problems(oil)) == ["precautions"]
    oil.precautions += " A study of newborns advises caution."
    assert publication_problems(oil) == {}


def test_fragrance_free_is_refused_when_the_list_says_otherwise() -> None:
    oil = an_oil(summary="Fragrance-free.", inci="SIMMONDSIA CHINENSIS SEED OIL, LINALOOL")
    assert list(publication_problems(oil)) == ["summary"]


@pytest.mark.parametrize(("day", "problems"), [("2026-12-31", []), ("2027-01-01", ["summary"])])
def test_organic_goes_with_the_certificate(day: str, problems: list[str]) -> None:
    oil = an_oil(summary="Organic.", organic_percent=Decimal("99.5"), certificate=CERTIFICATE)
    with time_machine.travel(f"{day}T12:00Z"):
        assert list(publication_problems(oil)) == problems


def test_an_organic_name_needs_95_percent() -> None:
    oil = an_oil(title="Organic oil", organic_percent=Decimal("94.9"), certificate=CERTIFICATE)
    with time_machine.travel("2026-06-01T12:00Z"):
        assert list(publication_problems(oil)) == ["title"]


def test_a_size_answers_for_its_volume_only() -> None:
    parent = an_oil(structure="parent", volume_ml=None)
    assert publication_problems(parent) == {}
    assert list(publication_problems(Product(structure="child", parent=parent))) == ["volume_ml"]


@pytest.mark.django_db
def test_clean_refuses_to_publish_and_lets_a_draft_pass() -> None:
    oil = an_oil(function="", product_class=ProductClass.objects.create(name="Oils"))
    with pytest.raises(ValidationError) as refused:
        oil.clean()
    assert list(refused.value.message_dict) == ["function"]
    oil.is_public = False
    oil.clean()
