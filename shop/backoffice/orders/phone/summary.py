"""What a draft costs as it stands, in the words of the page."""

from dataclasses import dataclass, field
from decimal import Decimal

from shop.basket.vouchers import AttachedCode, codes_on
from shop.checkout.quote import NotDeliverable, Quote, method_for, quote_for, savings
from shop.phone_orders.models import PaymentLink
from shop.phone_orders.quotes import basket_of
from shop.shipping.promise import arrives_in_words
from shop.shipping.repository import methods_for_zone


@dataclass(frozen=True)
class Choice:
    """A way of delivery, with what it costs for this basket and when it arrives."""

    code: str
    name: str
    price: Decimal
    arrives: str


@dataclass(frozen=True)
class Summary:
    """`quote` is there once the postcode is known and something is in the basket; `problem` says why not."""

    goods: Decimal
    savings: list[tuple[str, Decimal]]
    codes: list[AttachedCode]
    quote: Quote | None = None
    problem: str = ""
    methods: list[Choice] = field(default_factory=list)


def summary_of(link: PaymentLink) -> Summary:
    """By the services that the checkout asks."""
    basket, details = basket_of(link), link.where
    if basket.is_empty or not details.zone:
        return Summary(basket.total_incl_tax if not basket.is_empty else Decimal("0.00"), savings(basket), [])
    methods = [
        Choice(
            method.code,
            method.name,
            method.charge_for(basket),
            arrives_in_words(method.days, postcode=details.postcode),
        )
        for method in methods_for_zone(details.zone)
    ]
    try:
        quote, problem = quote_for(basket, details), ""
        codes = codes_on(basket, method_for(details))
    except NotDeliverable as refusal:
        quote, problem, codes = None, refusal.reason, []
    return Summary(basket.total_incl_tax, savings(basket), codes, quote, problem, methods)
