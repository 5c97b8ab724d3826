"""An offer that exists, in the words of the office, whichever screen made it."""

from typing import Any, Final

from shop.backoffice.offers.services import TYPES
from shop.backoffice.offers.states import standing
from shop.backoffice.offers.terms import Gives, OnWhat, Who
from shop.offer.models import ConditionalOffer, Range
from shop.shipping.threshold import money

GIVES: Final = {kind: gives for gives, kind in TYPES.items()}
ITEMS: Final = 3  # that three for two takes


def gives_of(offer: ConditionalOffer) -> Gives | None:
    """None for what the form has no words for, such as an older offer of a kind of its own."""
    condition, benefit = offer.condition, offer.benefit
    gives = GIVES.get(benefit.type)
    if condition.proxy_class or benefit.proxy_class or benefit.max_affected_items or gives is None:
        return None
    if condition.type == condition.COVERAGE or (benefit.range and benefit.range != condition.range):
        return None
    if gives == Gives.THREE_FOR_TWO and condition.value != ITEMS:
        return None
    if gives == Gives.DELIVERY and benefit.value != 100:
        return None
    is_counted = gives in (Gives.THREE_FOR_TWO, Gives.SET_PRICE)
    if condition.type == condition.COUNT and not is_counted and condition.value != 1:
        return None
    return gives


def about(offer: ConditionalOffer) -> str:
    """“Everything”, or the name of the selection."""
    found: Range | None = offer.condition.range or offer.benefit.range
    return "Everything" if found is None or found.includes_all_products else found.name


def given(offer: ConditionalOffer) -> str:
    """“10% off”, “Free delivery”, “Any 3 for £20”."""
    value, items = offer.benefit.value, int(offer.condition.value or 0)
    words = {
        Gives.PER_CENT: f"{value.normalize():f}% off" if value else "",
        Gives.POUNDS: f"{money(value)} off" if value else "",
        Gives.DELIVERY: "Free delivery",
        Gives.THREE_FOR_TWO: "Three for two",
        Gives.SET_PRICE: f"Any {items} for {money(value)}" if value else "",
    }
    gives = gives_of(offer)
    return words[gives] if gives else "An older offer of another kind"


def minimum(offer: ConditionalOffer) -> str:
    """“£30”, or nothing."""
    condition = offer.condition
    return money(condition.value) if condition.type == condition.VALUE and condition.value else ""


def who_gets(offer: ConditionalOffer) -> str:
    """“Everybody”, the code, or how many codes there are; `offer` is from `with_state`."""
    if offer.offer_type == ConditionalOffer.SITE:
        return "Everybody"
    if offer.offer_type != ConditionalOffer.VOUCHER:
        return "Certain customers"
    where = standing(offer)
    return where.first_code or "No code" if where.codes < 2 else f"{where.codes} codes"


def initial_of(offer: ConditionalOffer) -> dict[str, Any]:
    """What the form of a planned offer is filled in with."""
    gives, benefit, condition = gives_of(offer), offer.benefit, offer.condition
    everything = condition.range is None or condition.range.includes_all_products
    _, begins, ends, codes, _ = standing(offer)
    code = offer.vouchers.first() if codes == 1 else None
    return {
        "name": offer.name,
        "gives": gives,
        "per_cent": benefit.value if gives == Gives.PER_CENT else None,
        "amount": benefit.value if gives in (Gives.POUNDS, Gives.SET_PRICE) else None,
        "items": int(condition.value) if gives == Gives.SET_PRICE else None,
        "who": _who(offer),
        "code": code.code if code else "",
        "count": codes,
        "on": OnWhat.EVERYTHING if everything else OnWhat.SELECTION,
        "selection": None if everything else condition.range,
        "since": begins,
        "until": ends,
        "minimum": condition.value if condition.type == condition.VALUE else None,
        "once_each": bool(code and code.usage == code.ONCE_PER_CUSTOMER),
        "in_all": offer.max_global_applications,
        "combines": "" if offer.exclusive else "yes",
    }


def _who(offer: ConditionalOffer) -> Who:
    if offer.offer_type == ConditionalOffer.SITE:
        return Who.EVERYBODY
    return Who.CODE if standing(offer).codes == 1 else Who.CODES
