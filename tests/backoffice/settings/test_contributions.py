"""Contributions switched on in the office: the page, the line under guides and the sitemap follow at once."""

from typing import Any

import pytest
from django.test import Client

from shop.accounts.models import User
from shop.trader.contribution_settings import ContributionSettings
from tests.support.cast import signed_in
from tests.support.html import single_spaced
from tests.support.pages import a_guide
from tests.support.roles import owner_group, shopkeeper_group

pytestmark = pytest.mark.django_db
HERE = "/office/shop-settings/contributions/"
LINE = "keep the guides free"


@pytest.fixture
def owner(cleo: User) -> Client:
    cleo.groups.add(owner_group())
    return signed_in(cleo)


def sent(**changed: str) -> dict[str, str]:
    usual = {"is_on": "on", "amounts": "3, 5, 10", "purpose": "It pays for the guides.", "vat": "outside"}
    return {name: value for name, value in (usual | changed).items() if value}


def test_switched_on_and_off_it_counts_at_once(
    owner: Client, django_capture_on_commit_callbacks: Any
) -> None:
    guide = a_guide()
    assert LINE not in single_spaced(Client().get(guide.url))
    with django_capture_on_commit_callbacks(execute=True):
        assert owner.post(f"{HERE}change/", sent()).status_code == 302
    assert LINE in single_spaced(Client().get(guide.url)) and Client().get("/support/").status_code == 200
    seen = owner.get(HERE).context["form"]["seen"].value()
    with django_capture_on_commit_callbacks(execute=True):
        owner.post(f"{HERE}change/", sent(is_on="", seen=seen))
    assert LINE not in single_spaced(Client().get(guide.url)) and Client().get("/support/").status_code == 404


@pytest.mark.parametrize(
    ("wrong", "beside"),
    [
        ({"amounts": ""}, "amounts"),
        ({"amounts": "3; 5"}, "amounts"),
        ({"amounts": "0, 5"}, "amounts"),
        ({"amounts": "5, 501"}, "amounts"),
        ({"amounts": "1, 2, 3, 4, 5, 6, 7"}, "amounts"),
        ({"purpose": ""}, "purpose"),
        ({"purpose": "Our oil cures eczema"}, "purpose"),
        ({"vat": "reduced"}, "vat"),
    ],
)
def test_a_wrong_value_is_named_and_nothing_saved(wrong: Any, beside: str, owner: Client) -> None:
    answer = owner.post(f"{HERE}change/", sent(**wrong))
    assert answer.status_code == 422 and beside in answer.context["form"].errors
    assert not ContributionSettings.objects.exists()


def test_whoever_saw_an_older_one_is_told(owner: Client) -> None:
    owner.post(f"{HERE}change/", sent())
    answer = owner.post(f"{HERE}change/", sent(amounts="4"))
    assert answer.status_code == 422 and ContributionSettings.objects.get().amounts == "3, 5, 10"


def test_a_shopkeeper_sees_it_and_changes_nothing(ben: User) -> None:
    ben.groups.add(shopkeeper_group())
    client = signed_in(ben)
    page = client.get(HERE)
    assert page.status_code == 200 and "Save" not in page.content.decode().split("<main")[-1]
    client.post(f"{HERE}change/", sent())
    assert not ContributionSettings.objects.exists()
