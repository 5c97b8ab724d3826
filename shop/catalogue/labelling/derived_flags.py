"""Columns of a product that follow from its ingredient list, set on each save."""

from shop.catalogue.labelling.inci import glossary_names, is_fragrance_free, is_nut_free
from shop.catalogue.labelling.labelled_product import LabelledProduct


def set_flags(product: LabelledProduct) -> None:
    """Set `is_fragrance_free` and `is_nut_free` from the list; a size takes its parent's.

    No product is fragrance-free if its own precautions mention traces of perfume.
    """
    names = glossary_names(product.sheet.inci)
    product.is_fragrance_free = is_fragrance_free(names) and "perfume" not in product.traces
    product.is_nut_free = is_nut_free(names)
