"""Which products of a basket belong to which ranges, looked up for all of them at once."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Exists, Model, OuterRef
from oscar.core.loading import get_model

from shop.offer.models import ConditionalOffer, Range
from shop.partner.protocols import PricedBasket, SoldProduct

Pairs = set[tuple[int, int]]


def share_ranges(offers: Iterable[ConditionalOffer], basket: PricedBasket) -> None:
    """Give these offers’ conditions and benefits one shared instance of each range, with its answers.

    Offers that `prepare` has seen keep their ranges and what these have answered before. Ranges with a
    class of their own are left to Oscar.
    """
    products = [line.product for line in basket.all_lines()]
    if not products:
        return
    offers = list(offers)
    prepare(offer for offer in offers if not offer.is_prepared)
    rules = (rule for offer in offers for rule in (offer.condition, offer.benefit) if rule.range_id)
    ranges = {id(rule.range): rule.range for rule in rules}
    unsure = [found for found in ranges.values() if not found.proxy_class and _lacks(found, products)]
    _answer([found for found in unsure if not found.has_categories], products)
    _ask_oscar([found for found in unsure if found.has_categories], products)


def _lacks(found: Range, products: Iterable[SoldProduct]) -> bool:
    return any(product.pk not in (found.answers or {}) for product in products)


def prepare(offers: Iterable[ConditionalOffer]) -> None:
    """Replace the offers’ rules by their proxies, and read each range once; Oscar does both on each use."""
    prepared = list(offers)
    rules = [rule for offer in prepared for rule in _proxies(offer) if rule.range_id]
    ranges = {found.pk: found for found in _ranges({rule.range_id for rule in rules})} if rules else {}
    for rule in rules:
        rule.range = ranges[rule.range_id]
    for offer in prepared:
        offer.is_prepared = True


def _proxies(offer: ConditionalOffer) -> tuple[Any, Any]:
    offer.condition, offer.benefit = offer.condition.proxy(), offer.benefit.proxy()
    return offer.condition, offer.benefit


def _ranges(ids: set[int]) -> list[Range]:
    included = Range.included_categories.through.objects.filter(range_id=OuterRef("pk"))
    excluded = Range.excluded_categories.through.objects.filter(range_id=OuterRef("pk"))
    found = list(Range.objects.filter(pk__in=ids).annotate(some=Exists(included), others=Exists(excluded)))
    for row in found:
        row.has_categories = row.some or row.others
        row.answers = {}
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
        answers = {product.pk: _contains(found, product, included, excluded, classes) for product in products}
        found.answers = (found.answers or {}) | answers  # a new one: other threads may read the old one


def _ask_oscar(ranges: list[Range], products: list[SoldProduct]) -> None:
    """One query for each range: Oscar’s way of following category trees isn’t repeated here."""
    asked = {product.pk for product in products}
    for found in ranges:
        inside = set(found.all_products().filter(pk__in=asked).order_by().values_list("pk", flat=True))
        found.answers = (found.answers or {}) | {pk: pk in inside for pk in asked}


def _pairs(through: type[Model], column: str, ranges: Sequence[Range], ids: set[int | None]) -> Pairs:
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
