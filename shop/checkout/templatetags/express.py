"""Express checkout on the product's page, the basket and the first screen of the checkout."""

import json
from typing import Any

from django import template
from django.conf import settings
from django.templatetags.static import static

from shop.basket.models import Basket
from shop.catalogue.product_page import ProductPage
from shop.money import to_pence
from shop.shipping.repository import usual_method
from shop.trader.header import shop_name

register = template.Library()
STRIPE = "https://js.stripe.com/endive/stripe.js"
COMPONENT = "components/express_checkout.html"
SEVERAL = "Your wallet shows the total with delivery before you pay."
TOTAL = "Total £{:.2f} with UK delivery."


@register.inclusion_tag(COMPONENT)
def express_product(page: ProductPage) -> dict[str, Any]:
    """Buys the product in its chosen size and quantity; the same bytes for everyone."""
    usual = usual_method()
    if not _is_on("product") or not page.is_available or usual is None:
        return {}
    totals = {size.id: size.price + usual.charge(size.price) for size in page.sizes}
    chosen = page.chosen.id if page.chosen else next(iter(totals))
    words = {str(number): TOTAL.format(total) for number, total in totals.items()} | {"": SEVERAL}
    more = {"product": page.product, "totals": json.dumps(words), "total": words[str(chosen)]}
    waits = settings.PAYMENTS == "stripe" and settings.EXPRESS_PRODUCT_LOAD == "tap"
    return _context(pence=to_pence(totals[chosen]), waits=waits) | more


@register.inclusion_tag(COMPONENT)
def express_basket(basket: Basket, page: str) -> dict[str, Any]:
    """Buys a priced basket, on the basket's `page` or the checkout's."""
    usual = usual_method()
    if not _is_on(page) or usual is None or not basket.id or not basket.every_line():
        return {}
    if basket.is_empty or basket.unavailable_lines():
        return {}  # the page's own script may put the lines right, and then ask again
    total = basket.total_incl_tax + usual.charge_for(basket)
    more = {"total": TOTAL.format(total), "separator": page == "checkout"}
    return _context(pence=to_pence(total)) | more


def _is_on(page: str) -> bool:
    return settings.PAYMENTS != "off" and page in settings.EXPRESS_CHECKOUT_PAGES


def _context(*, pence: int, waits: bool = False) -> dict[str, Any]:
    return {
        "shown": True,
        "pence": pence,
        "waits": waits,
        "methods": ",".join(settings.STRIPE_METHODS),
        "key": settings.STRIPE_PUBLISHABLE_KEY,
        "script": STRIPE if settings.PAYMENTS == "stripe" else static("js/sim-stripe.js"),
        "shop_name": shop_name(),
    }
