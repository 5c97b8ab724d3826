"""The screens for glossary, certificates, responsible persons and skin needs: one behaviour, four tables."""

import pytest
from django.contrib.auth.models import Permission

from shop.accounts.models import User
from shop.catalogue.reference import Ingredient
from shop.dashboard.reference.kinds import KINDS
from tests.support.cast import access, signed_in
from tests.support.factories import a_product
from tests.support.roles import shopkeeper_group

pytestmark = pytest.mark.django_db
GLOSSARY = "/dashboard/catalogue/ingredients/"


@pytest.fixture
def keeper(cleo: User) -> User:
    """Staff with the shop’s own group."""
    cleo.groups.add(shopkeeper_group())
    return cleo


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.slug)
@pytest.mark.parametrize("screen", ["", "create/"])
def test_only_staff_with_the_permission_see_it(
    kind: object, screen: str, ada: User, ben: User, keeper: User
) -> None:
    ben.user_permissions.add(Permission.objects.get(codename="dashboard_access"))  # a supplier
    people = {"visitor": None, "shopper": ada, "supplier": ben, "staff": keeper}
    found = access(f"/dashboard/catalogue/{kind.slug}/{screen}", people)  # type: ignore[attr-defined]
    assert found == {"visitor": 302, "shopper": 403, "supplier": 403, "staff": 200}


def test_staff_without_the_permission_stay_out(cleo: User) -> None:
    assert access(GLOSSARY, {"cleo": cleo}) == {"cleo": 403}


def test_an_entry_is_added_under_the_name_that_products_use(keeper: User) -> None:
    entry = {
        "inci_name": "Helianthus Annuus (Sunflower) Seed Oil",
        "common_name": "Sunflower oil",
        "note": "Pale.",
    }
    assert signed_in(keeper).post(f"{GLOSSARY}create/", entry).status_code == 302
    assert Ingredient.objects.get().inci_name == "HELIANTHUS ANNUUS SEED OIL"


def test_a_mistake_is_shown_beside_its_field(keeper: User) -> None:
    page = signed_in(keeper).post(f"{GLOSSARY}create/", {"inci_name": "\0", "common_name": "x" * 200})
    assert page.status_code == 200
    assert set(page.context["form"].errors) == {"inci_name", "common_name"}


def test_a_certificate_cannot_end_before_it_begins(keeper: User) -> None:
    data = {"body": "A", "licence_number": "1", "valid_from": "2026-05-01", "valid_to": "2026-04-30"}
    page = signed_in(keeper).post("/dashboard/catalogue/certificates/create/", data)
    assert list(page.context["form"].errors) == ["valid_to"]


def test_a_po_box_is_no_responsible_persons_address(keeper: User) -> None:
    data = {"name": "A", "region": "UK", "address": "P.O. Box 12, Stroud", "email": "a@example.com"}
    page = signed_in(keeper).post("/dashboard/catalogue/responsible-persons/create/", data)
    assert list(page.context["form"].errors) == ["address"]


def test_what_products_use_stays(keeper: User) -> None:
    used = a_product(inci="Tocopherol").ingredients.get()
    page = signed_in(keeper).post(f"{GLOSSARY}{used.pk}/delete/", follow=True)
    assert "stays" in page.content.decode()
    assert Ingredient.objects.filter(pk=used.pk).exists()


def test_what_nobody_uses_goes(keeper: User) -> None:
    entry = Ingredient.objects.create(inci_name="AQUA", common_name="Water")
    signed_in(keeper).post(f"{GLOSSARY}{entry.pk}/delete/")
    assert not Ingredient.objects.exists()


def test_the_menu_leads_there(keeper: User) -> None:
    assert GLOSSARY in signed_in(keeper).get("/dashboard/").content.decode()
