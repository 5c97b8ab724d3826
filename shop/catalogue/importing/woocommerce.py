"""Products exported from WooCommerce as rows of our columns. Pure.

A variation names its product by SKU, or as “id:123”. Pictures are not fetched.
"""

from collections.abc import Mapping, Sequence
from typing import Final

from shop.catalogue.importing.cells import lines_of
from shop.catalogue.importing.shopify import MILLILITRES, Cells

HEADINGS: Final = {"Type", "SKU", "Name", "Regular price"}
LONGEST_SUMMARY: Final = 200


def from_woocommerce(rows: Sequence[Mapping[str, str]]) -> list[Cells]:
    """Rows of ours; `rows` hold the export’s cells by heading."""
    skus = {f"id:{row.get('ID', '')}": _sku(row) for row in rows}
    return [_cells(row, skus) for row in rows if row.get("Name")]


def _cells(row: Mapping[str, str], skus: Mapping[str, str]) -> Cells:
    if row["Type"].startswith("variation"):
        parent = row.get("Parent", "")
        return _sale(row) | {"parent_sku": skus.get(parent, parent), "title": _choice(row)}
    texts = {
        "title": row["Name"],
        "summary": " ".join(lines_of(row.get("Short description", "")).split())[:LONGEST_SUMMARY],
        "description": lines_of(row.get("Description", "")),
        "categories": _categories(row.get("Categories", "")),
    }
    if row["Type"].startswith("variable"):
        return texts | {"sku": _sku(row)}
    return _sale(row) | texts


def _sku(row: Mapping[str, str]) -> str:
    return row.get("SKU", "") or f"wc-{row.get('ID', '')}"


def _choice(row: Mapping[str, str]) -> str:
    return row.get("Attribute 1 value(s)", "") or row["Name"]


def _sale(row: Mapping[str, str]) -> Cells:
    found = MILLILITRES.search(f"{row.get('Attribute 1 value(s)', '')} {row['Name']}")
    return {
        "sku": _sku(row),
        "price": row.get("Regular price", ""),
        "stock": row.get("Stock", ""),
        "volume_ml": found[1] if found else "",
    }


def _categories(cell: str) -> str:
    """“Oils > Massage, Sets” names the last of each path: “Massage | Sets”."""
    last = (path.split(">")[-1].strip() for path in cell.split(","))
    return " | ".join(name for name in last if name)
