"""“3 for 2” offers: each time the condition is met, the cheapest item is free."""

from decimal import Decimal

from oscar.apps.offer.abstract_models import AbstractCondition, AbstractConditionalOffer
from oscar.apps.offer.results import ZERO_DISCOUNT, BasketDiscount

from shop.partner.protocols import BasketLine, PricedBasket

AffectedLine = tuple[BasketLine, Decimal, int]  # line, amount and quantity of a discount


def free_cheapest(
    *, basket: PricedBasket, condition: AbstractCondition, offer: AbstractConditionalOffer
) -> BasketDiscount:
    """Free one item; the applicator calls again while the remaining items meet the condition.

    Oscar frees only one item on a line, however many threes are in the basket. The cheapest is free and the
    dearest count towards the condition, so that the cheapest are left.
    """
    most = offer.benefit.max_affected_items
    lines = [line for _, line in offer.benefit.get_applicable_lines(offer, basket)]
    if most and sum(_freed(line, offer) for line in lines) >= most:
        return ZERO_DISCOUNT
    line = next((line for line in lines if line.is_available_for_offer_discount(offer)), None)
    if line is None:
        return ZERO_DISCOUNT
    amount: Decimal = line.unit_effective_price
    line.discount(amount, 1, offer=offer)
    consume(basket=basket, condition=condition, offer=offer, affected=[(line, amount, 1)])
    return BasketDiscount(amount)


def consume(
    *,
    basket: PricedBasket,
    condition: AbstractCondition,
    offer: AbstractConditionalOffer,
    affected: list[AffectedLine],
) -> None:
    """Use up the items that met the condition; a free cloth isn’t one of the oils that earned it."""
    counted = [part for part in affected if condition.can_apply_condition(part[0])]
    condition.consume_items(offer, basket, counted)


def _freed(line: BasketLine, offer: AbstractConditionalOffer) -> int:
    return sum(part.quantity for part in line.discounts.all() if part.offer == offer)
