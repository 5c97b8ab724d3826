"""Loads the demo's site offers and vouchers."""

import datetime
from typing import Any

from django.db.models import Model
from django.utils import timezone
from oscar.core.loading import get_model

from shop.catalogue.models import Product
from shop.demo.data_files import put, read

Row = dict[str, Any]
Condition = get_model("offer", "Condition")
Benefit = get_model("offer", "Benefit")
Offer = get_model("offer", "ConditionalOffer")
Range = get_model("offer", "Range")
Voucher = get_model("voucher", "Voucher")


def load_offers() -> int:
    """Create or update rows from the data file; returns the number of changes."""
    offers = read("offers.json")
    changed = sum(map(_load_range, offers["ranges"]))
    changed += sum(map(_load_site_offer, offers["site_offers"]))
    return changed + sum(map(_load_voucher, offers["vouchers"]))


def _load_range(row: Row) -> int:
    products = set(Product.objects.filter(upc__in=row["skus"]))
    found, wrote = put(Range, {"slug": row["slug"]}, name=row["name"], includes_all_products=not products)
    missing = products - set(found.included_products.all())
    for product in missing:
        found.add_product(product)
    return int(wrote) + len(missing)


def _load_site_offer(row: Row) -> int:
    products = Range.objects.get(slug=row["range"])
    condition = put(Condition, {"range": products, "type": Condition.COUNT}, value=row["quantity"])[0]
    benefit = put(Benefit, {"range": products, "type": Benefit.MULTIBUY}, value=None)[0]
    return _load_offer(row, Offer.SITE, condition, benefit)[1]


def _load_voucher(row: Row) -> int:
    products = Range.objects.get(slug=row["range"])
    condition = put(Condition, {"range": products, "type": Condition.COUNT}, value=1)[0]
    benefit = put(Benefit, {"range": products, "type": Benefit.PERCENTAGE}, value=row["percent"])[0]
    offer, changed = _load_offer(row | {"slug": row["code"].lower()}, Offer.VOUCHER, condition, benefit)
    voucher, wrote = put(
        Voucher,
        {"code": row["code"]},
        name=row["name"],
        usage=row["usage"],
        start_datetime=_midnight(row["start"]),
        end_datetime=_midnight(row["end"]),
    )
    voucher.offers.add(offer)
    return changed + wrote


def _load_offer(row: Row, kind: str, condition: Model, benefit: Model) -> tuple[Any, int]:
    offer, wrote = put(
        Offer,
        {"slug": row["slug"]},
        name=row["name"],
        description=row["description"],
        offer_type=kind,
        condition=condition,
        benefit=benefit,
        exclusive=False,
    )
    return offer, int(wrote)


def _midnight(day: str) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.fromisoformat(day))
