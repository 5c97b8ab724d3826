"""Hints such as “1 more and the third is free”: what a basket lacks for one more free item."""

from shop.offer.models import ConditionalOffer
from shop.partner.protocols import BasketLine, PricedBasket

ORDINALS = {2: "second", 3: "third", 4: "fourth", 5: "fifth", 6: "sixth", 7: "seventh", 8: "eighth"}
ORDINALS |= {9: "ninth", 10: "tenth", 11: "eleventh", 12: "twelfth"}


def hints_for(basket: PricedBasket) -> dict[int, str]:
    """Hints by line id, on the last line that counts; the basket must be priced."""
    return dict(found for offer in basket.offers_tried if (found := _hint(basket, offer)))


def _hint(basket: PricedBasket, offer: ConditionalOffer) -> tuple[int, str] | None:
    """The hint of one offer; None if no line counts yet or the missing items aren’t in stock."""
    condition, benefit = offer.condition, offer.benefit
    if benefit.type != benefit.MULTIBUY or condition.type != condition.COUNT or offer.get_voucher():
        return None
    if benefit.max_affected_items or condition.range != benefit.range:
        return None
    lines = [line for line in basket.all_lines() if condition.can_apply_condition(line)]
    begun = sum(line.quantity_without_offer_discount(offer) for line in lines)
    missing = int(condition.value) - begun
    if not begun or missing <= 0 or not _can_go_on(lines, missing) or _is_limited(basket, offer):
        return None
    nth = ORDINALS.get(int(condition.value), "next")
    return lines[-1].pk, f"{missing} more and the {nth} is free"


def _can_go_on(lines: list[BasketLine], missing: int) -> bool:
    return bool(sum(max(line.num_free - line.quantity, 0) for line in lines) >= missing)


def _is_limited(basket: PricedBasket, offer: ConditionalOffer) -> bool:
    """Whether the offer has reached its limit."""
    given = basket.offer_applications.applications.get(offer.pk)
    return bool(given and given["freq"] >= offer.get_max_applications(basket.owner))
