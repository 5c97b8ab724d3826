from decimal import Decimal as D
from typing import Any

import pytest
from django.contrib.auth.models import Permission
from django.test import Client
from django.urls import reverse

from shop.accounts.models import User
from shop.shipping.models import DeliveryRate
from tests.support.cast import signed_in

pytestmark = pytest.mark.django_db
LIST = "/dashboard/delivery/"


@pytest.fixture
def packer(cleo: User) -> User:
    """Staff who may change delivery prices."""
    names = ["view_deliveryrate", "change_deliveryrate"]
    cleo.user_permissions.set(Permission.objects.filter(codename__in=names))
    return cleo


def rate(zone: str = "GB_MAINLAND", code: str = "standard") -> DeliveryRate:
    return DeliveryRate.objects.get(zone=zone, method_code=code)


def change(who: User, which: DeliveryRate, **values: Any) -> Any:
    data = {"price": "4.25", "min_days": 2, "max_days": 3, "is_active": "on"} | values
    return signed_in(who).post(f"{LIST}{which.pk}/", {k: v for k, v in data.items() if v is not None})


@pytest.mark.parametrize("path", [LIST, "edit"])
def test_only_staff_with_the_permission_see_it(path: str, ada: User, cleo: User, packer: User) -> None:
    url = path if path == LIST else f"{LIST}{rate().pk}/"
    assert Client().get(url).status_code == 302
    assert signed_in(ada).get(url).status_code == 403
    assert signed_in(packer).get(url).status_code == 200
    cleo.user_permissions.clear()
    assert signed_in(User.objects.get(pk=cleo.pk)).get(url).status_code == 403


def test_who_may_only_look_changes_nothing(cleo: User) -> None:
    cleo.user_permissions.set(Permission.objects.filter(codename="view_deliveryrate"))
    assert signed_in(cleo).get(LIST).status_code == 200
    assert change(cleo, rate()).status_code == 403


def test_the_list_names_zones_as_people_do(packer: User) -> None:
    page = signed_in(packer).get(LIST).content.decode()
    assert "Western Isles" in page
    assert "Free UK delivery over £45" in page


def test_a_uk_price_changes_in_all_of_the_uk(packer: User) -> None:
    assert change(packer, rate("HIGHLAND")).url == reverse("dashboard:delivery-rates")
    assert rate("GB_MAINLAND").price == rate("NI").price == rate("BFPO").price == D("4.25")
    assert rate("JE").price == D("6.50")


def test_an_express_price_changes_in_its_zone_alone(packer: User) -> None:
    change(packer, rate("NI", "express"), price="8.95")
    assert (rate("NI", "express").price, rate("HIGHLAND", "express").price) == (D("8.95"), D("6.95"))


@pytest.mark.parametrize(
    "wrong",
    [
        {"price": "-1"}, {"price": ""}, {"price": "3.999"}, {"price": "NaN"}, {"price": "1e9"},
        {"min_days": 0}, {"min_days": 4}, {"max_days": 31}, {"max_days": "soon"}, {"is_active": None},
    ],
)  # fmt: skip
def test_a_wrong_value_is_refused_and_nothing_saved(wrong: dict[str, Any], packer: User) -> None:
    response = change(packer, rate(), **wrong)
    assert (response.status_code, rate().price, rate().is_active) == (200, D("3.95"), True)
    assert response.context["form"].errors


def test_a_method_outside_the_promise_may_be_switched_off(packer: User) -> None:
    change(packer, rate("JE", "express"), is_active=None)
    assert not rate("JE", "express").is_active


def test_a_rate_that_is_not_there(packer: User) -> None:
    assert signed_in(packer).get(f"{LIST}{10**30}/").status_code == 404


def test_the_menu_leads_there(packer: User) -> None:
    assert f'href="{LIST}"' in signed_in(packer).get("/dashboard/").content.decode()
