"""The columns of an import file: heading, field and conversion."""

from collections.abc import Callable
from typing import Any

from shop.catalogue.importing import cells

# Column -> (field of Product, conversion). Sizes use only the columns in SIZE_FIELDS.
FIELDS: dict[str, tuple[str, Callable[[str], Any]]] = {
    "title": ("title", cells.text),
    "summary": ("summary", cells.text),
    "description": ("description", cells.text),
    "published": ("is_public", cells.yes),
    "volume_ml": ("volume_ml", cells.whole),
    "contents": ("contents", cells.text),
    "box_contents": ("box_contents", cells.text),
    "unit_price_exemption": ("unit_price_exemption", cells.text),
    "tax_code": ("tax_code", lambda cell: cell.lower() or "standard"),
    "function": ("function", cells.text),
    "inci": ("inci", cells.text),
    "directions": ("directions", cells.text),
    "precautions": ("precautions", cells.text),
    "min_age_months": ("min_age_months", cells.whole),
    "pao_months": ("pao_months", cells.whole),
    "ml_per_massage": ("ml_per_massage", cells.millilitres),
    "best_before_note": ("best_before_note", cells.text),
    "country_of_origin": ("country_of_origin", cells.country),
    "scpn_reference": ("scpn_reference", cells.text),
    "cpnp_reference": ("cpnp_reference", cells.text),
    "pif_location": ("pif_location", cells.text),
    "cpsr_date": ("cpsr_date", cells.day),
    "organic_percent": ("organic_percent", cells.percent),
    "hygiene_seal": ("hygiene_seal", cells.yes),
    "ni_ready": ("ni_ready", cells.yes),
}
# Columns that name existing rows.
LINKS = ["kind", "categories", "skin_needs", "certificate", "responsible_person_uk", "responsible_person_eu"]
STOCK: dict[str, Callable[[str], Any]] = {"price": cells.money, "stock": cells.whole}
SIZE_FIELDS = {"title", "published", "volume_ml"}
COLUMNS = ["sku", "parent_sku", *FIELDS, *LINKS, *STOCK]
COLUMN_OF_FIELD = {field: column for column, (field, _) in FIELDS.items()} | {
    "product_class": "kind",
    "upc": "sku",
    "partner_sku": "sku",
    "num_in_stock": "stock",
}
