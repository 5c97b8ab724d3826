"""An example basket, worked out by the shop's own pricing and then taken back: nothing of it is saved."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from decimal import Decimal
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import F, Q, QuerySet
from django.utils import timezone
from oscar.apps.offer.abstract_models import AbstractCondition

from shop.backoffice.offers.codes import new_code
from shop.backoffice.offers.services import make_offer
from shop.backoffice.offers.states import State, with_state
from shop.backoffice.offers.terms import Limits, Terms
from shop.basket.models import Basket, Line
from shop.basket.pricing import price
from shop.catalogue.models import Product
from shop.offer.models import ConditionalOffer, Range
from shop.offer.public_offers import combine
from shop.partner.models import StockRecord
from shop.partner.strategy import Selector
from shop.shipping.repository import standard_method
from shop.voucher.models import Voucher

SIZES: Final = 3  # of the offer, in the basket
OTHERS: Final = 1  # that it isn't about
MOST: Final = 50  # of one size
A_DAY: Final = timedelta(days=1)
ZERO: Final = Decimal("0.00")


@dataclass(frozen=True)
class ExampleLine:
    """One size in the basket."""

    title: str
    quantity: int
    price: Decimal
    off: Decimal

    @property
    def now(self) -> Decimal:
        return self.price - self.off


@dataclass(frozen=True)
class Example:
    """What a guest would pay with it today, were it running, and which running offers add up with it."""

    lines: tuple[ExampleLine, ...]
    before: Decimal
    after: Decimal
    delivery: Decimal | None
    given: tuple[tuple[str, Decimal], ...]  # the offers that took something off, and how much
    works: bool
    together: tuple[str, ...]
    apart: tuple[str, ...]


def example_of_terms(terms: Terms) -> Example:
    """For terms that aren't saved."""
    today = timezone.localdate()
    code = new_code("EXAMPLE") if terms.code else ""  # its own may be taken, by itself when it is changed
    limits = Limits(today + A_DAY)
    running = replace(terms, code=code, count=min(terms.count, 1), since=today - A_DAY, limits=limits)
    with transaction.atomic():
        found = _worked_out(make_offer(running))
        transaction.set_rollback(True)
    return found


def example_of_offer(offer: ConditionalOffer) -> Example:
    """For an offer that exists, as if it were running."""
    with transaction.atomic():
        rows = ConditionalOffer.objects.filter(pk=offer.pk)
        rows.update(status=offer.OPEN, start_datetime=None, end_datetime=None)
        rows.update(max_global_applications=None, max_discount=None)
        found = _worked_out(rows.get())
        transaction.set_rollback(True)
    return found


def _worked_out(offer: ConditionalOffer) -> Example:
    basket = Basket.objects.create()
    basket.strategy = Selector().strategy()
    for product, quantity in _chosen(offer):
        basket.add_product(product, quantity)
    price(basket=basket, user=AnonymousUser(), codes=_codes(offer))
    lines = tuple(_line(line) for line in basket.all_lines())
    method = standard_method()
    applied = [row for row in basket.offer_applications if row["discount"]]
    given = tuple(
        ("This offer" if row["offer"] == offer else row["name"], row["discount"]) for row in applied
    )
    off_delivery = any(row["offer"] == offer for row in basket.shipping_discounts)
    off_items = any(row["offer"] == offer for row in applied)
    together, apart = _others(offer)
    return Example(
        lines=lines,
        before=sum((line.price for line in lines), ZERO),
        after=basket.total_incl_tax if lines else ZERO,
        delivery=method.charge_for(basket) if method and lines else None,
        given=given,
        works=off_items or off_delivery,
        together=together,
        apart=apart,
    )


def _line(line: Line) -> ExampleLine:
    before = line.line_price_incl_tax
    return ExampleLine(
        line.product.full_name, line.quantity, before, before - line.line_price_incl_tax_incl_discounts
    )


def _codes(offer: ConditionalOffer) -> list[Voucher]:
    """One of its codes, as if it were open to everybody."""
    code = offer.vouchers.order_by("num_orders", "pk").first()
    if code is None:
        return []
    now = timezone.now()
    changed = {"start_datetime": now - A_DAY, "end_datetime": now + A_DAY, "usage": Voucher.MULTI_USE}
    Voucher.objects.filter(pk=code.pk).update(**changed)
    return [Voucher.objects.get(pk=code.pk)]


def _chosen(offer: ConditionalOffer) -> Iterator[tuple[Product, int]]:
    """So many of up to three sizes that the offer applies, and one item that it isn't about."""
    about: Range | None = offer.condition.range or offer.benefit.range
    everything = about is None or about.includes_all_products
    inside = Product.objects.all() if about is None else about.all_products()
    sizes = list(_sold(inside)[:SIZES])
    yield from zip(sizes, _quantities(offer.condition, sizes), strict=True)
    if not everything:
        for product in _sold(Product.objects.exclude(pk__in=inside.order_by().values("pk")))[:OTHERS]:
            yield product, 1


def _sold(products: QuerySet[Product]) -> QuerySet[Product]:
    """Sizes that can be bought now."""
    stock = StockRecord.objects.filter(price__gt=0)
    there = stock.filter(Q(num_in_stock__gt=F("num_allocated")) | Q(num_allocated=None, num_in_stock__gt=0))
    public = Q(is_public=True) & (Q(parent=None) | Q(parent__is_public=True))
    found = Product.objects.filter(public, pk__in=products.order_by().values("pk"), is_discountable=True)
    sold = found.exclude(structure=Product.PARENT).filter(stockrecords__in=there)
    return sold.select_related("parent").order_by("pk").distinct()


def _quantities(condition: AbstractCondition, sizes: list[Product]) -> list[int]:
    """Each one piece, and more of the first until the condition is met."""
    pieces = [1] * len(sizes)
    prices = [size.stockrecords.first().price for size in sizes]
    while sizes and pieces[0] < MOST and not _is_met(condition, pieces, prices):
        pieces[0] += 1
    return pieces


def _is_met(condition: AbstractCondition, pieces: list[int], prices: list[Decimal]) -> bool:
    if condition.type == condition.VALUE:
        spent = sum((count * each for count, each in zip(pieces, prices, strict=True)), ZERO)
        return spent >= condition.value
    return sum(pieces) >= condition.value


def _others(offer: ConditionalOffer) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The names of running offers that add up with it on the same items, and of those that don't."""
    rows = with_state(ConditionalOffer.objects.exclude(pk=offer.pk)).filter(state=State.RUNNING)
    together: list[str] = []
    apart: list[str] = []
    for other in rows.prefetch_related("combinations").order_by("name"):
        (together if combine(offer, other) else apart).append(str(other.name))
    return tuple(together), tuple(apart)
