"""Structured data of a product for search engines (JSON-LD), from the same facts as the page itself."""

import json
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Avg, Count
from django.utils.safestring import SafeString, mark_safe

from shop.catalogue.listing.variants import Variant
from shop.catalogue.models import Product
from shop.catalogue.product_page import ProductPage
from shop.shipping.dates import HANDLING_DAYS
from shop.shipping.methods import TrackedDelivery
from shop.statutory_periods import CANCEL_WITHIN
from shop.trader.header import shop_name

Data = dict[str, Any]
IN_STOCK, SOLD_OUT = "https://schema.org/InStock", "https://schema.org/OutOfStock"


def script(data: Data) -> SafeString:
    """A script element; characters are escaped so that no title can end it early."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


def product_data(page: ProductPage, usual: TrackedDelivery | None, pictures: list[str]) -> Data:
    """The data of an address: a group of sizes, one requested size, or a product of one size.

    Ratings include buyers only, never the demo’s reviews.
    """
    if len(page.sizes) < 2:
        size = page.sizes[0] if page.sizes else None
        return _general(page, pictures) | (_sold(page, size, usual) if size else {}) | _rating(page.product)
    if page.is_asked and page.chosen:
        return _variant(page, page.chosen, usual, pictures) | {"isVariantOf": _group(page, pictures)}
    variants = [_variant(page, size, usual, pictures) for size in page.sizes]
    return _group(page, pictures) | {"hasVariant": variants} | _rating(page.product)


def _general(page: ProductPage, pictures: list[str]) -> Data:
    product = page.product
    return {
        "@type": "Product",
        "name": product.title,
        "description": product.meta_description or product.summary,
        "url": settings.SHOP_URL + product.get_absolute_url(),
        "brand": {"@type": "Brand", "name": shop_name()},
        "image": pictures,
    }


def _group(page: ProductPage, pictures: list[str]) -> Data:
    """A product with all its sizes."""
    return _general(page, pictures) | {
        "@type": "ProductGroup",
        "productGroupID": page.product.slug,
        "variesBy": ["https://schema.org/size"],
    }


def _variant(page: ProductPage, size: Variant, usual: TrackedDelivery | None, pictures: list[str]) -> Data:
    """One size, with its own address."""
    data = _general(page, page.urls_of(size, pictures)) | _sold(page, size, usual)
    return data | {
        "name": f"{page.product.title}, {size.label}",
        "size": size.label,
        "url": data["offers"]["url"],
    }


def _sold(page: ProductPage, size: Variant, usual: TrackedDelivery | None) -> Data:
    return ({"sku": size.sku} if size.sku else {}) | {"offers": _offer(page, size, usual)}


def _offer(page: ProductPage, size: Variant, usual: TrackedDelivery | None) -> Data:
    url = settings.SHOP_URL + page.product.get_absolute_url()
    data: Data = {
        "@type": "Offer",
        "name": f"{page.product.title}, {size.label}",
        "url": f"{url}?size={size.id}" if len(page.sizes) > 1 else url,
        "price": str(size.price),
        "priceCurrency": "GBP",
        "availability": IN_STOCK if size.is_available else SOLD_OUT,
        "itemCondition": "https://schema.org/NewCondition",
        "hasMerchantReturnPolicy": _returns(),
    }
    return data | ({"shippingDetails": _shipping(size.price, usual)} if usual else {})


def _returns() -> Data:
    """The right to cancel, by the rule for orders; the customer pays for the return."""
    return {
        "@type": "MerchantReturnPolicy",
        "applicableCountry": "GB",
        "returnPolicyCategory": "https://schema.org/MerchantReturnFiniteReturnWindow",
        "merchantReturnDays": CANCEL_WITHIN.days,
        "returnMethod": "https://schema.org/ReturnByMail",
        "returnFees": "https://schema.org/ReturnFeesCustomerResponsibility",
        "merchantReturnLink": f"{settings.SHOP_URL}/returns/",
    }


def _shipping(goods: Decimal, usual: TrackedDelivery) -> Data:
    """The delivery charge for one item, by the shop’s own rule."""
    handling = _days(0, HANDLING_DAYS)
    times = {"handlingTime": handling, "transitTime": _days(*usual.days)}
    return {
        "@type": "OfferShippingDetails",
        "shippingRate": {"@type": "MonetaryAmount", "value": str(usual.charge(goods)), "currency": "GBP"},
        "shippingDestination": {"@type": "DefinedRegion", "addressCountry": "GB"},
        "deliveryTime": {"@type": "ShippingDeliveryTime", **times},
    }


def _days(least: int, most: int) -> Data:
    return {"@type": "QuantitativeValue", "minValue": least, "maxValue": most, "unitCode": "DAY"}


def _rating(product: Product) -> Data:
    found = product.reviews.filter(status=1, is_demo=False).aggregate(mean=Avg("score"), number=Count("pk"))
    if not found["number"]:
        return {}
    value = {
        "@type": "AggregateRating",
        "ratingValue": round(found["mean"], 1),
        "reviewCount": found["number"],
    }
    return {"aggregateRating": value}


def breadcrumb_data(steps: list[tuple[str, str]]) -> Data:
    """Breadcrumbs from name and path of each step."""
    items = [
        {"@type": "ListItem", "position": n, "name": name, "item": settings.SHOP_URL + path}
        for n, (name, path) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
