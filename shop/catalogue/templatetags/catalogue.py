"""Template tags for every page with products: menu, offers, stars, stock."""

import math
from typing import TypedDict

from django import template
from django.core.cache import cache
from django.utils.safestring import SafeString

from shop.catalogue.delivery_reach import kept_from_ni, ni_exception
from shop.catalogue.listing.item import ListingItem
from shop.catalogue.listing.snapshot import current_catalogue
from shop.catalogue.models import Category
from shop.catalogue.product_page import stock_wording
from shop.catalogue.version import catalogue_version
from shop.offer.public_offers import ShownOffer

register = template.Library()


class MenuEntry(TypedDict):
    name: str
    url: str


@register.simple_tag
def shop_categories() -> list[MenuEntry]:
    """The public top-level categories; cached until the catalogue changes."""
    key = f"menu:{catalogue_version()}"
    entries: list[MenuEntry] | None = cache.get(key)
    if entries is None:
        public = Category.objects.filter(depth=1, is_public=True)
        entries = [{"name": category.name, "url": category.get_absolute_url()} for category in public]
        cache.set(key, entries, 3600)
    return entries


@register.simple_tag
def public_offers() -> tuple[ShownOffer, ...]:
    """Today’s offers without a code."""
    return current_catalogue().offers.offers


@register.simple_tag
def best_sellers(number: int) -> list[ListingItem]:
    """What sells best of what is in stock, `number` of them at most."""
    return current_catalogue().best_sellers(number)


@register.inclusion_tag("components/avoid_note.html")
def avoid_note(product_id: int | None) -> dict[str, str]:
    """A note that script shows where the product contains what the visitor avoids; "" for unknown ones."""
    item = current_catalogue().by_id.get(product_id or 0)
    return {"contains": item.contains if item else ""}


@register.simple_tag
def not_to_ni() -> str:
    """“ (except Calendula-infused oil)” after a promise that includes Northern Ireland, or ""."""
    exception = ni_exception(kept_from_ni())
    return f" ({exception})" if exception else ""


@register.simple_tag
def stars(value: float) -> SafeString:
    """Five stars to the nearest half; the figure is shown beside them."""
    halves = min(10, max(0, math.floor(float(value or 0) * 2 + 0.5)))
    full, half = divmod(halves, 2)
    shown = "★" * full + '<span class="star-half">★</span>' * half + "☆" * (5 - full - half)
    return SafeString(shown)


@register.simple_tag
def stock_words(stock: int) -> str:
    """“In stock”, “Only 3 left”, “Sold out”."""
    return stock_wording(stock)
