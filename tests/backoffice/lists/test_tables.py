"""Product types and what products refer to: one behaviour, five lists."""

from datetime import date
from typing import Any

import pytest
from django.test import Client

from shop.backoffice.lists.kinds import KINDS, TABLES, Kind
from shop.catalogue.models import ProductClass
from shop.catalogue.reference import Certificate, Ingredient
from tests.support.factories import a_product
from tests.support.html import words_of

pytestmark = pytest.mark.django_db
HERE = "/office/lists/"
GLOSSARY = f"{HERE}ingredients/"


def test_one_page_leads_to_every_list(staff: Client) -> None:
    page = staff.get(HERE).content.decode()
    for kind in KINDS:
        assert f'href="{HERE}{kind.slug}/"' in page and kind.title in page


@pytest.mark.parametrize("kind", TABLES, ids=lambda kind: kind.slug)
def test_an_empty_list_says_what_to_do(kind: Kind, staff: Client) -> None:
    kind.model._default_manager.all().delete()
    page = words_of(staff.get(f"{HERE}{kind.slug}/"))
    assert "Add the first one" in page and f"New {kind.singular}" in page


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
def test_packers_open_none_of_them(kind: Kind, packer: Client) -> None:
    for screen in ("", "new/", "1/", "1/delete/"):
        assert packer.get(f"{HERE}{kind.slug}/{screen}").headers["Location"] == "/office/"


def test_an_ingredient_gets_the_name_that_products_use(staff: Client) -> None:
    entry = {"inci_name": "Helianthus Annuus (Sunflower) Seed Oil", "common_name": "Sunflower oil"}
    assert staff.post(f"{GLOSSARY}new/", entry).headers["Location"] == GLOSSARY
    assert Ingredient.objects.get().inci_name == "HELIANTHUS ANNUUS SEED OIL"


def test_a_mistake_stands_beside_its_field_and_nothing_is_lost(staff: Client) -> None:
    page = staff.post(f"{GLOSSARY}new/", {"inci_name": "\0", "common_name": "x" * 200, "note": "Pale."})
    assert page.status_code == 422 and "Pale." in page.content.decode()
    assert set(page.context["form"].errors) == {"inci_name", "common_name"}


def test_ingredients_are_found_by_every_word(staff: Client) -> None:
    for name, common in (("AQUA", "Water"), ("OLEA EUROPAEA", "Olive oil")):
        Ingredient.objects.create(inci_name=name, common_name=common)
    page = words_of(staff.get(GLOSSARY, {"q": "olive europaea"}))
    assert "OLEA EUROPAEA" in page and "AQUA" not in page and "1 entry" in page


def test_a_certificate_is_shown_with_british_dates(staff: Client) -> None:
    form = {"kind": "organic", "body": "Soil Association", "licence_number": "P1", "valid_from": "2026-05-01"}
    staff.post(f"{HERE}certificates/new/", form | {"valid_to": "2027-04-30"})
    assert Certificate.objects.get().valid_to == date(2027, 4, 30)
    assert "1 May 2026" in words_of(staff.get(f"{HERE}certificates/"))


def test_a_certificate_cannot_end_before_it_begins(staff: Client) -> None:
    form = {"kind": "organic", "body": "A", "licence_number": "1", "valid_from": "2026-05-01"}
    page = staff.post(f"{HERE}certificates/new/", form | {"valid_to": "2026-04-30"})
    assert (page.status_code, list(page.context["form"].errors)) == (422, ["valid_to"])


def test_a_po_box_is_no_responsible_persons_address(staff: Client) -> None:
    form = {"name": "A", "region": "UK", "address": "P.O. Box 12, Stroud", "email": "a@example.com"}
    page = staff.post(f"{HERE}responsible-persons/new/", form)
    assert list(page.context["form"].errors) == ["address"]


def test_a_product_type_says_what_its_products_are_asked_for(staff: Client) -> None:
    assert "safety report before it can be published" in words_of(staff.get(f"{HERE}product-types/new/"))
    staff.post(f"{HERE}product-types/new/", {"name": "Cloths"})
    assert ProductClass.objects.get(name="Cloths").is_cosmetic is False


def test_what_products_use_stays_and_they_are_named(staff: Client) -> None:
    used = a_product("Rose oil", inci="Tocopherol").ingredients.get()
    assert "used by Product “Rose oil" in words_of(staff.get(f"{GLOSSARY}{used.pk}/"))
    page = words_of(staff.post(f"{GLOSSARY}{used.pk}/delete/", follow=True))
    assert "still used by Product “Rose oil" in page
    assert Ingredient.objects.filter(pk=used.pk).exists()


@pytest.mark.parametrize("slug", ["product-types", "ingredients"])
def test_a_page_asks_before_it_deletes(slug: str, staff: Client) -> None:
    model = next(kind.model for kind in KINDS if kind.slug == slug)
    entry = model._default_manager.create(**{"name" if slug == "product-types" else "inci_name": "AQUA"})
    here = f"{HERE}{slug}/{entry.pk}/delete/"
    assert "can’t be brought back" in words_of(staff.get(here))
    assert model._default_manager.filter(pk=entry.pk).exists()
    staff.post(here)
    assert not model._default_manager.filter(pk=entry.pk).exists()


def test_what_is_used_in_the_same_moment_stays(staff: Client, monkeypatch: Any) -> None:
    used = a_product(inci="Tocopherol").ingredients.get()
    monkeypatch.setattr("shop.integrity.deletion.uses_of", lambda entry: iter(()))
    page = words_of(staff.post(f"{GLOSSARY}{used.pk}/delete/", follow=True))
    assert "something has begun to use it" in page and Ingredient.objects.filter(pk=used.pk).exists()
