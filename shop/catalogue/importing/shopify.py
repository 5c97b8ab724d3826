"""Products exported from Shopify as rows of our columns. Pure.

A product is one or more rows with the same handle: its texts are in the first, each row with a price is a
variant, rows without one hold further pictures. Pictures are not fetched.
"""

import re
from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Final

from shop.catalogue.importing.cells import lines_of

HEADINGS: Final = {"Handle", "Title", "Variant Price"}
ONLY_VARIANT: Final = ("", "Default Title")
MILLILITRES: Final = re.compile(r"(?<!\d)(\d++)\s*+ml\b", re.IGNORECASE)

Cells = dict[str, str]


def from_shopify(rows: Sequence[Mapping[str, str]]) -> list[Cells]:
    """Rows of ours; `rows` hold the export’s cells by heading."""
    named = [row for row in rows if row.get("Handle")]
    return [
        cells
        for handle, group in groupby(named, key=lambda row: row["Handle"])
        for cells in _product(handle, list(group))
    ]


def _product(handle: str, rows: Sequence[Mapping[str, str]]) -> list[Cells]:
    variants = [row for row in rows if row.get("Variant Price")]
    texts = {
        "title": rows[0].get("Title", ""),
        "description": lines_of(rows[0].get("Body (HTML)", "")),
        "kind": rows[0].get("Type", ""),
    }
    if len(variants) == 1 and variants[0].get("Option1 Value", "") in ONLY_VARIANT:
        return [_sale(handle, variants[0]) | texts]
    sizes = [_size(handle, place, row) for place, row in enumerate(variants, start=1)]
    return [texts | {"sku": handle}, *sizes]


def _size(handle: str, place: int, row: Mapping[str, str]) -> Cells:
    return _sale(f"{handle}-{place}", row) | {"parent_sku": handle, "title": row.get("Option1 Value", "")}


def _sale(spare_sku: str, row: Mapping[str, str]) -> Cells:
    found = MILLILITRES.search(row.get("Option1 Value", "") or row.get("Title", ""))
    return {
        "sku": row.get("Variant SKU", "").removeprefix("'") or spare_sku,
        "price": row.get("Variant Price", ""),
        "stock": row.get("Variant Inventory Qty", ""),
        "volume_ml": found[1] if found else "",
    }
