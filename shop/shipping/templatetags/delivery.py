"""Template tags about delivery; every word and figure comes from the rule itself."""

from decimal import Decimal
from typing import Any

from django import template

from shop.partner.protocols import PricedBasket
from shop.shipping.methods import threshold
from shop.shipping.models import DeliveryRate
from shop.shipping.promise import arrives_in_words
from shop.shipping.repository import usual_method
from shop.shipping.threshold import money

register = template.Library()


@register.simple_tag
def delivery_promise() -> str:
    """“Free UK delivery over £45”."""
    return threshold().promise


@register.simple_tag
def delivery_from_price() -> str:
    """“+ £3.95 UK delivery per order, free over £45”, beside prices (DMCC Act 2024: total price)."""
    usual = usual_method()
    rule = threshold().condition
    return f"+ {money(usual.price)} UK delivery per order, free {rule}" if usual else ""


@register.simple_tag
def delivery_prices() -> list[DeliveryRate]:
    """Every active rate, the zone with the lowest standard price first."""
    rates = DeliveryRate.objects.filter(is_active=True)
    return sorted(rates, key=lambda rate: (rate.method_code != "standard", rate.price, rate.zone_name))


@register.simple_tag
def delivery_estimate() -> str:
    """“Tue 24 – Thu 26 Nov” for an order placed now; empty if there is no method."""
    usual = usual_method()
    return arrives_in_words(usual.days) if usual else ""


@register.inclusion_tag("components/delivery_bar.html")
def delivery_bar(goods_total: Decimal | None = None) -> dict[str, Any]:
    """The delivery bar; without a total, a script fills it in from the visitor’s own cookie."""
    rule = threshold()
    if goods_total is None:
        return {"rule": rule, "total": None}
    percent = min(100, int(goods_total / rule.amount * 100))
    return {"rule": rule, "total": goods_total, "text": rule.progress(goods_total), "percent": percent}


def _charge(basket: PricedBasket) -> Decimal:
    usual = usual_method()
    return usual.charge_for(basket) if usual else Decimal("0.00")


@register.simple_tag
def delivery_charge(basket: PricedBasket) -> Decimal:
    """The price of standard delivery on the UK mainland for this basket."""
    return _charge(basket)


@register.simple_tag
def total_with_delivery(basket: PricedBasket) -> str:
    """The total with mainland delivery, shown until the address is known."""
    return f"{basket.total_incl_tax + _charge(basket):.2f}"
