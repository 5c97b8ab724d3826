import pytest

from shop.shipping import rates, zones
from shop.shipping.models import DeliveryRate
from shop.shipping.repository import methods_for_zone

pytestmark = pytest.mark.django_db


def test_a_new_shop_has_a_price_for_each_zone() -> None:
    assert set(DeliveryRate.objects.values_list("zone", flat=True)) == set(zones.NAMES)


def test_the_promise_costs_the_same_everywhere_it_holds() -> None:
    standard = DeliveryRate.objects.filter(
        method_code="standard", zone__in=filter(zones.is_in_promise, zones.NAMES)
    )
    assert standard.values_list("price", flat=True).distinct().count() == 1


def test_changes_by_staff_stay() -> None:
    DeliveryRate.objects.filter(zone="NI").update(price="4.25")
    DeliveryRate.objects.filter(zone="IM").delete()
    assert rates.add_missing_rates(DeliveryRate.objects) == 2
    assert {str(rate.price) for rate in DeliveryRate.objects.filter(zone="NI")} == {"4.25"}


def test_a_method_staff_switched_off_is_not_offered() -> None:
    DeliveryRate.objects.filter(zone="GB_MAINLAND", method_code="express").update(is_active=False)
    assert [method.code for method in methods_for_zone("GB_MAINLAND")] == ["standard"]


def test_a_rate_is_called_by_its_zone() -> None:
    assert str(DeliveryRate.objects.get(zone="NI", method_code="express")) == "Express to Northern Ireland"
