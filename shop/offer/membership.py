"""Which products of a basket belong to which ranges, looked up for all of them at once."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, Model, OuterRef
from oscar.core.loading import get_model

from shop.offer.models import ConditionalOffer, Range
from shop.partner.protocols import PricedBasket, SoldProduct

Pairs = set[tuple[int, int]]


def share_ranges(offers: Iterable[ConditionalOffer], basket: PricedBasket) -> None:
    """Give these offers’ conditions and benefits one shared instance of each range, with its answers.

    Ranges with categories or a class of their own are left to Oscar: such ranges are rare, and Oscar’s way of
    following category trees isn’t repeated here.
    """
    products = [line.product for line in basket.all_lines()]
    if not products:
        return
    rules = [rule for offer in offers for rule in _proxies(offer) if rule.range_id]
    ranges = {found.pk: found for found in _ranges({rule.range_id for rule in rules})} if rules else {}
    _answer([found for found in ranges.values() if not found.is_complex], products)
    for rule in rules:
        rule.range = ranges[rule.range_id]


def _proxies(offer: ConditionalOffer) -> tuple[Any, Any]:
    """The offer’s rules as their proxies; Oscar makes new ones on each use, which lose the range."""
    offer.condition, offer.benefit = offer.condition.proxy(), offer.benefit.proxy()
    return offer.condition, offer.benefit


def _ranges(ids: set[int]) -> list[Range]:
    included = Range.included_categories.through.objects.filter(range_id=OuterRef("pk"))
    excluded = Range.excluded_categories.through.objects.filter(range_id=OuterRef("pk"))
    found = list(Range.objects.filter(pk__in=ids).annotate(some=Exists(included), others=Exists(excluded)))
    for row in found:
        row.is_complex = row.some or row.others or bool(row.proxy_class)
    return found


def _answer(ranges: list[Range], products: list[SoldProduct]) -> None:
    """Oscar’s rules: out if excluded; in if all products, or itself, its parent or their class is listed."""
    if not ranges:
        return
    ids = {product.pk for product in products} | {product.parent_id for product in products}
    included = _pairs(get_model("offer", "RangeProduct"), "product_id", ranges, ids)
    excluded = _pairs(Range.excluded_products.through, "product_id", ranges, ids)
    kinds = {_class_id(product) for product in products}
    classes = _pairs(Range.classes.through, "productclass_id", ranges, kinds)
    for found in ranges:
        found.answers = {
            product.pk: _contains(found, product, included, excluded, classes) for product in products
        }


def _pairs(through: type[Model], column: str, ranges: list[Range], ids: set[int | None]) -> Pairs:
    rows = through._default_manager.filter(range__in=ranges, **{f"{column}__in": ids - {None}})
    return set(rows.values_list("range_id", column))


def _class_id(product: SoldProduct) -> int | None:
    return product.parent.product_class_id if product.is_child else product.product_class_id


def _contains(found: Range, product: SoldProduct, included: Pairs, excluded: Pairs, classes: Pairs) -> bool:
    own, parent = (found.pk, product.pk), (found.pk, product.parent_id)
    if found.includes_all_products:
        return own not in excluded
    if own in excluded or parent in excluded:
        return False
    return own in included or parent in included or (found.pk, _class_id(product)) in classes
