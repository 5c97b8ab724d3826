"""A strict reader of JSON-LD: types and properties as schema.org has them, and what search asks for."""

import json
import re
from datetime import datetime
from typing import Any

THING = {"name", "url", "description", "image", "mainEntityOfPage"}
WORK = THING | {
    "author", "publisher", "datePublished", "dateModified", "headline", "inLanguage", "citation", "isPartOf",
    "position", "timeRequired", "mainEntity",
}  # fmt: skip
PROPERTIES = {
    "Article": WORK,
    "FAQPage": WORK,
    "CreativeWorkSeries": WORK,
    "ScholarlyArticle": WORK,
    "CreativeWork": WORK,
    "WebPage": WORK | {"reviewedBy", "lastReviewed"},
    "Question": WORK | {"acceptedAnswer"},
    "Answer": WORK | {"text"},
    "Person": THING | {"jobTitle", "sameAs", "worksFor"},
    "ProfilePage": WORK,
    "CollectionPage": WORK,
    "ItemList": THING | {"itemListElement"},
    "Organization": THING | {"logo", "legalName", "address", "email", "telephone", "vatID"},
    "BreadcrumbList": THING | {"itemListElement"},
    "ListItem": THING | {"position", "item"},
    "Product": THING | {"brand", "offers", "aggregateRating", "sku", "size", "isVariantOf"},
    "ProductGroup": THING | {"brand", "productGroupID", "variesBy", "hasVariant", "aggregateRating"},
    "MerchantReturnPolicy": THING
    | {
        "applicableCountry",
        "returnPolicyCategory",
        "merchantReturnDays",
        "returnMethod",
        "returnFees",
        "merchantReturnLink",
    },
    "ImageObject": THING,
    "Brand": THING,
    "Offer": THING
    | {
        "price",
        "priceCurrency",
        "availability",
        "itemCondition",
        "shippingDetails",
        "hasMerchantReturnPolicy",
    },
    "OfferShippingDetails": THING | {"shippingRate", "shippingDestination", "deliveryTime"},
    "MonetaryAmount": THING | {"value", "currency"},
    "DefinedRegion": THING | {"addressCountry"},
    "ShippingDeliveryTime": THING | {"transitTime", "handlingTime"},
    "QuantitativeValue": THING | {"minValue", "maxValue", "unitCode"},
    "AggregateRating": THING | {"ratingValue", "reviewCount"},
}
REQUIRED = {
    "Article": {"headline", "image", "author", "datePublished", "publisher"},
    "FAQPage": {"mainEntity"},
    "Question": {"name", "acceptedAnswer"},
    "Answer": {"text"},
    "BreadcrumbList": {"itemListElement"},
    "ItemList": {"itemListElement"},
    "ProfilePage": {"mainEntity"},
    "ListItem": {"position", "name", "item"},
    "Person": {"name"},
    "Product": {"name", "image", "offers", "description"},
    "ProductGroup": {"name", "image", "hasVariant", "description", "productGroupID", "variesBy"},
    "Offer": {"price", "priceCurrency", "availability", "url", "hasMerchantReturnPolicy"},
    "ShippingDeliveryTime": {"handlingTime", "transitTime"},
    "OfferShippingDetails": {"shippingRate", "shippingDestination"},
    "MonetaryAmount": {"value", "currency"},
    "AggregateRating": {"ratingValue", "reviewCount"},
}
SCRIPT = re.compile(r'<script type="application/ld\+json">(.*?)</script>', re.DOTALL)


def read(html: str) -> dict[str, Any]:
    """All of a page's JSON-LD by type, each checked."""
    found = [json.loads(text) for text in SCRIPT.findall(html)]
    for data in found:
        assert data.pop("@context") == "https://schema.org"
        check(data)
    return {data["@type"]: data for data in found}


def check(data: dict[str, Any], *, is_parent: bool = False) -> None:
    kind = data["@type"]
    given = {name for name in data if not name.startswith("@")}
    assert given <= PROPERTIES[kind], f"{kind} has no {given - PROPERTIES[kind]}"
    wanted = REQUIRED.get(kind, set()) - ({"hasVariant"} if is_parent else set())
    assert wanted <= given, f"{kind} lacks {wanted - given}"
    for name, value in data.items():
        for one in value if isinstance(value, list) else [value]:
            _check_value(name, one)


def _check_value(name: str, value: Any) -> None:
    assert value not in ("", None), name
    if isinstance(value, dict):
        check(value, is_parent=name == "isVariantOf")
    elif name in {"url", "image", "item", "@id", "availability", "itemCondition"}:
        assert re.match(r"https?://", value), f"{name}: {value}"
    elif name in {"datePublished", "dateModified", "lastReviewed"} and len(value) > 4:
        datetime.fromisoformat(value)
    elif name == "price" or (name == "value" and isinstance(value, str)):
        assert re.fullmatch(r"\d+\.\d\d", value), f"{name}: {value}"
    elif name in {"priceCurrency", "currency"}:
        assert value == "GBP"
    elif name == "timeRequired":
        assert re.fullmatch(r"PT\d+M", value)
