"""The badges beside a product’s name. Each is derived from some fields and limited by others.

Pages show `badges_of`; templates word no badge themselves. A badge without its limit would be a misleading
omission (DMCC Act 2024, section 227).
"""

from collections.abc import Callable, Mapping

from shop.catalogue.labelling.labelled_product import LabelledProduct


def _fragrance(product: LabelledProduct) -> str:
    return "Fragrance-free" if product.is_fragrance_free and "perfume" not in product.traces else ""


def _organic(product: LabelledProduct) -> str:
    return product.organic_claim


def _age(product: LabelledProduct) -> str:
    return product.minimum_age


def _nuts(product: LabelledProduct) -> str:
    """Without nut oils according to the list, with the traces from the precautions; or the nuts in it."""
    if not (product.is_nut_free and product.inci):
        return product.nuts_note
    traces = product.traces_note.lower()
    return "Made without nut oils" + (f"; {traces}" if traces else "")


BADGES: Mapping[str, Callable[[LabelledProduct], str]] = {
    "fragrance": _fragrance,
    "organic": _organic,
    "age": _age,
    "nuts": _nuts,
}


def badges_of(product: LabelledProduct) -> list[str]:
    """The texts of all badges of a product."""
    return [text for badge in BADGES.values() if (text := badge(product))]
