"""Loads the demo's products with sizes, prices, stock and recommendations."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from oscar.core.loading import get_model

from shop.catalogue.models import Product, ProductClass, SetPart
from shop.catalogue.reference import Certificate, ResponsiblePerson, SkinNeed
from shop.demo.data_files import put, read, read_products
from shop.partner.models import StockRecord

Row = dict[str, Any]

COPIED = [
    "title", "summary", "function", "contents", "min_age_months", "pao_months", "ml_per_massage",
    "best_before_note",
    "country_of_origin", "scpn_reference", "cpnp_reference", "pif_location", "cpsr_date", "organic_percent",
    "hygiene_seal", "ni_ready", "unit_price_exemption", "tax_code", "priority",
]  # fmt: skip


def load_products() -> int:
    """Create or update products from the data files; returns the number of changes. Stock is set once."""
    changed = 0
    for row in read_products():
        with transaction.atomic():
            changed += _load_product(row)
    for row in read_products():
        changed += _load_recommendations(row) + _load_parts(row)
    return changed


def _load_product(row: Row) -> int:
    sizes = row["sizes"]
    is_parent = len(sizes) > 1
    values = _sheet(row) | {"structure": Product.PARENT if is_parent else Product.STANDALONE}
    if not is_parent:
        values |= {"upc": sizes[0]["sku"], "volume_ml": sizes[0]["volume_ml"]}
    product, wrote = put(Product, {"slug": row["slug"], "parent": None}, **values)
    changed = int(wrote) + _load_links(product, row)
    if not is_parent:
        changed += _load_stock(product, sizes[0])
    else:
        changed += sum(_load_size(product, size) for size in sizes)
    if wrote:
        product.full_clean()  # the same checks as in the office
    return changed


def _sheet(row: Row) -> Row:
    people = {None: None, **{key: person["name"] for key, person in read("people.json").items()}}
    licences = {key: certificate["licence_number"] for key, certificate in read("certificates.json").items()}
    return {name: row[name] for name in COPIED} | {
        "product_class": ProductClass.objects.get(name=row["class"]),
        "description": "\n".join(f"<p>{text}</p>" for text in row["description"]),
        "box_contents": "\n".join(row.get("box", [])),
        "inci": ", ".join(row["inci"]),
        "directions": "\n".join(row["directions"]),
        "precautions": "\n".join(row["precautions"]),
        "certificate": Certificate.objects.filter(licence_number=licences.get(row["certificate"])).first(),
        "responsible_person_uk": _person(people[row["responsible_person_uk"]]),
        "responsible_person_eu": _person(people[row["responsible_person_eu"]]),
    }


def _person(name: str | None) -> ResponsiblePerson | None:
    return ResponsiblePerson.objects.filter(name=name).first()


def _load_links(product: Product, row: Row) -> int:
    category_model = get_model("catalogue", "Category")
    changed = 0
    for manager, wanted in (
        (product.categories, set(category_model.objects.filter(slug__in=row["categories"]))),
        (product.skin_needs, set(SkinNeed.objects.filter(slug__in=row["needs"]))),
    ):
        if set(manager.all()) != wanted:
            manager.set(wanted)
            changed += 1
    return changed


def _load_size(parent: Product, size: Row) -> int:
    child, wrote = put(
        Product,
        {"upc": size["sku"]},
        parent=parent,
        structure=Product.CHILD,
        slug=f"{parent.slug}-{size['volume_ml']}ml",
        volume_ml=size["volume_ml"],
    )
    if wrote:
        child.full_clean()
    return int(wrote) + _load_stock(child, size)


def _load_stock(product: Product, size: Row) -> int:
    partner = get_model("partner", "Partner").objects.get_or_create(code="plainsong", name="Plainsong")[0]
    lookup = {"product": product, "partner": partner}
    if not StockRecord.objects.filter(**lookup).exists():
        lookup["num_in_stock"] = size["stock"]
    values = {"price": Decimal(size["price"]), "low_stock_threshold": size["low_stock_threshold"]}
    return int(put(StockRecord, lookup, partner_sku=size["sku"], price_currency="GBP", **values)[1])


def _load_recommendations(row: Row) -> int:
    recommendation = get_model("catalogue", "ProductRecommendation")
    primary = Product.objects.get(slug=row["slug"], parent=None)
    wanted = enumerate(reversed(row["goes_well_with"]), start=1)
    return sum(
        put(
            recommendation,
            {"primary": primary, "recommendation": Product.objects.get(slug=slug, parent=None)},
            ranking=ranking,
        )[1]
        for ranking, slug in wanted
    )


def _load_parts(row: Row) -> int:
    """What is in a set: pieces by SKU."""
    product = Product.objects.get(slug=row["slug"], parent=None)
    return sum(
        put(SetPart, {"set": product, "part": Product.objects.get(upc=sku)}, pieces=pieces)[1]
        for sku, pieces in row.get("parts", {}).items()
    )
