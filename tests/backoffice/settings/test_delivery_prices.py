"""All delivery prices in one table."""

from decimal import Decimal as D
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from shop.shipping.models import DeliveryRate

pytestmark = pytest.mark.django_db
HERE = "/office/shop-settings/delivery-prices/"


def rate(zone: str = "GB_MAINLAND", code: str = "standard") -> DeliveryRate:
    return DeliveryRate.objects.get(zone=zone, method_code=code)


def fields(client: Client) -> dict[str, str]:
    """The form as it opens, as a browser would send it."""
    found = BeautifulSoup(client.get(HERE).content, "html.parser").select("form[action$='save/'] input[name]")
    ticked = (each for each in found if each.get("type") != "checkbox" or each.has_attr("checked"))
    return {str(each["name"]): str(each.get("value", "on")) for each in ticked}


def save(client: Client, shown: dict[str, str], **typed: str) -> Any:
    return client.post(f"{HERE}save/", shown | typed)


def test_nothing_typed_changes_nothing(owner: Client) -> None:
    before = list(DeliveryRate.objects.values_list())
    assert save(owner, fields(owner)).status_code == 302
    assert list(DeliveryRate.objects.values_list()) == before


def test_the_uk_price_changes_in_all_of_the_uk(owner: Client) -> None:
    save(owner, fields(owner), **{"uk-price": "4.25"})
    assert rate("GB_MAINLAND").price == rate("NI").price == rate("BFPO").price == D("4.25")
    assert rate("JE").price == D("6.50")


def test_an_express_price_changes_in_its_zone_alone(owner: Client) -> None:
    save(owner, fields(owner), **{f"rate-{rate('NI', 'express').pk}-price": "£8.95"})
    assert (rate("NI", "express").price, rate("HIGHLAND", "express").price) == (D("8.95"), D("6.95"))


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("price", "-1"),
        ("price", ""),
        ("price", "3.999"),
        ("min_days", "0"),
        ("min_days", "9"),
        ("max_days", "31"),
    ],
)
def test_a_wrong_value_is_refused_and_nothing_saved(field: str, value: str, owner: Client) -> None:
    typed = {f"rate-{rate('JE').pk}-{field}": value, "uk-price": "4.25"}
    answer = save(owner, fields(owner), **typed)
    assert (answer.status_code, rate().price, rate("JE").price) == (422, D("3.95"), D("6.50"))
    assert "Nothing is saved yet" in answer.content.decode()


def test_a_method_outside_the_promise_may_be_switched_off(owner: Client) -> None:
    shown = fields(owner)
    del shown[f"rate-{rate('JE', 'express').pk}-is_active"]
    save(owner, shown)
    assert not rate("JE", "express").is_active


def test_standard_delivery_in_the_uk_cannot_be_switched_off(owner: Client) -> None:
    assert f"rate-{rate().pk}-is_active" not in fields(owner)
    save(owner, fields(owner), **{f"rate-{rate().pk}-price": "9.95"})
    assert (rate().is_active, rate().price) == (True, D("3.95"))


def test_a_page_from_before_a_colleagues_change_saves_nothing(owner: Client) -> None:
    shown = fields(owner)
    save(owner, shown, **{f"rate-{rate('JE').pk}-price": "7.00"})
    answer = save(owner, shown, **{f"rate-{rate('JE').pk}-price": "8.00"})
    assert (answer.status_code, rate("JE").price) == (422, D("7.00"))
    assert "A colleague has changed it meanwhile" in answer.content.decode()


def test_shopkeepers_look_and_change_nothing(staff: Client) -> None:
    assert "Save delivery prices" not in staff.get(HERE).content.decode()
    staff.post(f"{HERE}save/", {"uk-price": "9.99", "initial-uk-price": "3.95"})
    assert rate().price == D("3.95")


def test_the_list_names_zones_as_people_do(owner: Client) -> None:
    page = owner.get(HERE).content.decode()
    assert "Western Isles" in page and "Free UK delivery over £45" in page


def test_the_dashboards_addresses_lead_here(owner: Client) -> None:
    assert owner.get("/dashboard/delivery/").headers["Location"] == HERE
    assert owner.get(f"/dashboard/delivery/{rate().pk}/").headers["Location"] == HERE
    assert owner.post(f"/dashboard/delivery/{rate().pk}/").status_code == 410
