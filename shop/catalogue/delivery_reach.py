"""Products on sale that may not be sent to Northern Ireland, as an exception beside each delivery promise."""

from django.core.cache import cache

from shop.catalogue.models import Product
from shop.catalogue.version import catalogue_version

NAMED = 2  # up to this many are named, more are counted


def kept_from_ni() -> list[str]:
    """Titles of public products that lack an EU responsible person or CPNP number; cached."""
    key = f"not-to-ni:{catalogue_version()}"
    titles: list[str] | None = cache.get(key)
    if titles is None:
        found = Product.objects.filter(is_public=True, ni_ready=False).exclude(structure=Product.CHILD)
        titles = list(found.order_by("title").values_list("title", flat=True))
        cache.set(key, titles, 3600)
    return titles


def ni_exception(titles: list[str]) -> str:
    """“except Calendula-infused oil”, “except 5 products, marked on their pages”, or "". Pure."""
    if not titles:
        return ""
    if len(titles) <= NAMED:
        return f"except {' and '.join(titles)}"
    return f"except {len(titles)} products, marked on their pages"
