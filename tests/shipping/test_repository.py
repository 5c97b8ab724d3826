from decimal import Decimal as D
from types import SimpleNamespace
from typing import Any

import pytest

from shop.shipping.postcodes import InvalidPostcode
from shop.shipping.repository import CountryNotServed, Repository, zone_of
from shop.shipping.zones import UnknownZone

pytestmark = pytest.mark.django_db


def to(postcode: str, country: str = "GB") -> Any:
    return SimpleNamespace(postcode=postcode, country_id=country)


def codes_for(address: Any) -> list[str]:
    return [method.code for method in Repository().get_available_shipping_methods(None, address)]


@pytest.mark.parametrize(
    "postcode", ["GL5 1AA", "IV27 4AA", "BT1 1AA", "ZE1 0AA", "TR21 0AA", "IM1 1AA", "JE2 3AB"]
)
def test_both_methods_reach_every_island(postcode: str) -> None:
    assert codes_for(to(postcode)) == ["standard", "express"]


@pytest.mark.parametrize("postcode", ["BF1 0AB", "BFPO 57"])
def test_forces_mail_goes_by_standard_only(postcode: str) -> None:
    assert codes_for(to(postcode)) == ["standard"]


def test_the_codes_are_the_same_on_either_side_of_the_threshold() -> None:
    standard = Repository().get_available_shipping_methods(None, to("GL5 1AA"))[0]
    assert [standard.charge(D(total)) for total in ("45.00", "45.01")] == [D("3.95"), D("0.00")]


def test_the_postcode_knows_better_than_the_country_list() -> None:
    assert zone_of(to("JE2 3AB", "GB")) == "JE"


@pytest.mark.parametrize("country", ["FR", "IE", "US", "GI"])
def test_other_countries_are_refused_by_name(country: str) -> None:
    with pytest.raises(CountryNotServed, match=country):
        zone_of(to("GL5 1AA", country))


@pytest.mark.parametrize(
    ("postcode", "error"), [("AX1 1AA", UnknownZone), ("GX11 1AA", UnknownZone), ("", InvalidPostcode)]
)
def test_a_place_we_do_not_know_is_never_taken_for_the_mainland(
    postcode: str, error: type[Exception]
) -> None:
    with pytest.raises(error):
        codes_for(to(postcode))


def test_the_methods_of_an_address_take_one_query(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(1):
        codes_for(to("GL5 1AA"))
