"""What search engines read of a product: JSON-LD, made of the same facts as the page itself."""

import json
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import Avg, Count
from django.utils.safestring import SafeString, mark_safe

from shop.catalogue.product_page import ProductPage
from shop.catalogue.sizes import Size
from shop.shipping.methods import TrackedDelivery

Data = dict[str, Any]
IN_STOCK, SOLD_OUT = "https://schema.org/InStock", "https://schema.org/OutOfStock"


def script(data: Data) -> SafeString:
    """JSON that is safe inside a script element: no tag in a title can end it early."""
    text = json.dumps({"@context": "https://schema.org", **data}, ensure_ascii=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308


def product_data(page: ProductPage, usual: TrackedDelivery | None, pictures: list[str]) -> Data:
    """A product with an offer for each size. Ratings come from buyers only, never from the demo's reviews."""
    product = page.product
    data: Data = {
        "@type": "Product",
        "name": product.title,
        "description": product.meta_description or product.summary,
        "url": settings.SHOP_URL + product.get_absolute_url(),
        "brand": {"@type": "Brand", "name": settings.SHOP_NAME},
        "image": pictures,
        "offers": [_offer(page, size, usual) for size in page.sizes],
    }
    return data | _rating(product)


def _offer(page: ProductPage, size: Size, usual: TrackedDelivery | None) -> Data:
    url = settings.SHOP_URL + page.product.get_absolute_url()
    data: Data = {
        "@type": "Offer",
        "name": f"{page.product.title}, {size.label}",
        "url": f"{url}?size={size.id}" if len(page.sizes) > 1 else url,
        "price": str(size.price),
        "priceCurrency": "GBP",
        "availability": IN_STOCK if size.is_available else SOLD_OUT,
        "itemCondition": "https://schema.org/NewCondition",
    }
    return data | ({"shippingDetails": _shipping(size.price, usual)} if usual else {})


def _shipping(goods: Decimal, usual: TrackedDelivery) -> Data:
    """What one of it costs to send, by the shop's own rule."""
    days = {
        "@type": "QuantitativeValue",
        "minValue": usual.days[0],
        "maxValue": usual.days[1],
        "unitCode": "DAY",
    }
    return {
        "@type": "OfferShippingDetails",
        "shippingRate": {"@type": "MonetaryAmount", "value": str(usual.charge(goods)), "currency": "GBP"},
        "shippingDestination": {"@type": "DefinedRegion", "addressCountry": "GB"},
        "deliveryTime": {"@type": "ShippingDeliveryTime", "transitTime": days},
    }


def _rating(product: Any) -> Data:
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
    """Name and path of each step from home to here."""
    items = [
        {"@type": "ListItem", "position": n, "name": name, "item": settings.SHOP_URL + path}
        for n, (name, path) in enumerate(steps, 1)
    ]
    return {"@type": "BreadcrumbList", "itemListElement": items}
