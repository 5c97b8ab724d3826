"""What a basket lacks for an offer: “1 more and the third is free”, “Spend £5 more and get 10% off”.

Oscar has upsell messages of its own. They name ranges as staff call them and know nothing of stock, limits
or what the offer gives, so these texts are made from the same conditions.
"""

from shop.offer.models import Benefit, ConditionalOffer
from shop.partner.protocols import BasketLine, PricedBasket
from shop.shipping.threshold import money

ORDINALS = {2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth"}
ORDINALS |= {9: "ninth", 10: "tenth", 11: "eleventh", 12: "twelfth"}


def hints_for(basket: PricedBasket) -> dict[int, str]:
    """Hints by line id, on the last line that counts; the basket must be priced."""
    return dict(found for offer in _open(basket) if (found := _count_hint(basket, offer)))


def basket_hints(basket: PricedBasket) -> list[str]:
    """Hints about what the whole basket comes to; the basket must be priced."""
    return [found for offer in _open(basket) if (found := _value_hint(basket, offer))]


def _open(basket: PricedBasket) -> list[ConditionalOffer]:
    """The offers without a code that can still be given."""
    plain = [
        offer
        for offer in basket.offers_tried
        if not (offer.get_voucher() or offer.condition.proxy_class or offer.benefit.proxy_class)
    ]
    return [offer for offer in plain if not _is_limited(basket, offer)]


def _count_hint(basket: PricedBasket, offer: ConditionalOffer) -> tuple[int, str] | None:
    """The hint of an offer on so many items; None if no line counts yet or the rest isn’t in stock."""
    condition = offer.condition
    reward = _reward(offer)
    if condition.type != condition.COUNT or not reward:
        return None
    lines = [line for line in basket.all_lines() if condition.can_apply_condition(line)]
    begun = sum(line.quantity_without_offer_discount(offer) for line in lines)
    missing = int(condition.value) - begun
    if not begun or missing <= 0 or not _can_go_on(lines, missing):
        return None
    return lines[-1].pk, f"{missing} more and {reward}"


def _value_hint(basket: PricedBasket, offer: ConditionalOffer) -> str:
    """The hint of an offer from so many pounds on; empty if nothing counts yet or it is reached."""
    condition = offer.condition
    reward = _reward(offer)
    if condition.type != condition.VALUE or not reward:
        return ""
    lines = [line for line in basket.all_lines() if condition.can_apply_condition(line)]
    spent = sum(line.unit_effective_price * line.quantity_without_offer_discount(offer) for line in lines)
    missing = condition.value - spent
    if not spent or missing <= 0:
        return ""
    text = f"pend {money(missing)} more and {reward}"
    return f"S{text}" if condition.range.includes_all_products else f"{offer.name}: s{text}"


def _reward(offer: ConditionalOffer) -> str:
    """“the third is free”, “get 10% off”; empty for what can’t be said in a few words."""
    condition, benefit = offer.condition, offer.benefit
    if benefit.type == benefit.MULTIBUY:
        return _free_item(offer)
    if benefit.type == benefit.SHIPPING_PERCENTAGE and benefit.value >= 100:
        return "delivery is free"
    if benefit.range != condition.range:  # off other items than those that count
        return ""
    return _amount_off(benefit)


def _free_item(offer: ConditionalOffer) -> str:
    condition, benefit = offer.condition, offer.benefit
    if benefit.max_affected_items or condition.range != benefit.range or condition.type != condition.COUNT:
        return ""
    return f"the {ORDINALS.get(int(condition.value), 'next')} is free"


def _amount_off(benefit: Benefit) -> str:
    if benefit.max_affected_items or benefit.value is None:
        return ""
    if benefit.type == benefit.PERCENTAGE:
        return f"get {benefit.value.normalize():f}% off"
    return f"get {money(benefit.value)} off" if benefit.type == benefit.FIXED else ""


def _can_go_on(lines: list[BasketLine], missing: int) -> bool:
    return bool(sum(max(line.num_free - line.quantity, 0) for line in lines) >= missing)


def _is_limited(basket: PricedBasket, offer: ConditionalOffer) -> bool:
    """Whether the offer has reached its limit."""
    given = basket.offer_applications.applications.get(offer.pk)
    return bool(given and given["freq"] >= offer.get_max_applications(basket.owner))
