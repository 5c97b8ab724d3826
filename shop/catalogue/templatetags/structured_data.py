"""Template tags for structured data (JSON-LD) on shop pages."""

from django import template
from django.conf import settings
from django.core.cache import caches
from django.urls import reverse
from django.utils.safestring import SafeString

from shop.caching.site_version import pages_version
from shop.catalogue import structured_data
from shop.catalogue.models import Category
from shop.catalogue.product_page import ProductPage
from shop.shipping.repository import usual_method

register = template.Library()


def _up_to(*further: tuple[str, str]) -> list[tuple[str, str]]:
    return [("Home", "/"), ("Shop", reverse("catalogue:index")), *further]


@register.simple_tag
def product_json(page: ProductPage) -> SafeString:
    """The product and its breadcrumbs, with the shop’s name and prices of delivery as they are now."""
    product = page.product
    key = f"json:{pages_version()}:{product.pk}:{page.chosen.id if page.is_asked and page.chosen else ''}"
    made: SafeString = caches["template_fragments"].get_or_set(key, lambda: _product_json(page), 600)  # type: ignore[assignment]
    return made


def _product_json(page: ProductPage) -> SafeString:
    product = page.product
    above = [(found.name, found.get_absolute_url()) for found in page.breadcrumb]
    steps = _up_to(*above, (product.title, product.get_absolute_url()))
    pictures = [settings.SHOP_URL + image.original.url for image in product.images.all()]
    return structured_data.script(
        structured_data.product_data(page, usual_method(), pictures)
    ) + structured_data.script(structured_data.breadcrumb_data(steps))


@register.simple_tag
def listing_json(category: Category | None = None) -> SafeString:
    """The breadcrumbs of the shop or of a category."""
    steps = _up_to((category.name, category.get_absolute_url())) if category else _up_to()
    return structured_data.script(structured_data.breadcrumb_data(steps))
