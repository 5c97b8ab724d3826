"""Loads demo orders that began in guides, paid with the simulator.

The report on sales from guides shows them in the demo only, labelled as examples.
"""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from guides.editorial.analytics.page_views import count
from guides.models import GuidePage
from shop.basket.models import Basket
from shop.basket.pricing import price
from shop.basket.services import add_to_basket
from shop.catalogue.models import Product
from shop.checkout.details import Details
from shop.checkout.quote import quote_for
from shop.checkout.services import place_order
from shop.order.models import Line
from shop.payment.services import ClientKeys, current_attempt, start_payment, sync_attempt
from shop.payment.simulator import intents

NOBODY = AnonymousUser()

SALES = 3
VIEWS = (14, 8, 5)  # of the parts of a series, each but the first from the part before
BUYER = Details(
    email="reader@example.com",
    name="Rose Reader",
    line1="3 Mill Lane",
    town="Stroud",
    postcode="GL5 1AA",
    refuses_mail="1",
)


def load_sales() -> int:
    """Create orders from three guides that name a product, and some page views, unless they exist."""
    lines = Line.objects.filter(source__startswith="guide-")
    if settings.PAYMENTS != "simulated" or lines.exists():
        return 0
    guides = [page for page in GuidePage.objects.live().order_by("path") if page.facts.get("products")]
    _view(GuidePage.objects.live().filter(depth=5).order_by("path")[: len(VIEWS)])
    return sum(_buy(page) for page in guides[:SALES])


def _view(parts: Iterable[GuidePage]) -> None:
    """Count views of a series; each part has fewer than the one before."""
    before = None
    for page, views in zip(parts, VIEWS, strict=False):
        for _ in range(views):
            count(guide_id=page.pk, came_from=before, today=timezone.localdate())
        before = page.pk


def _buy(page: GuidePage) -> bool:
    """Buy one unit of the first product that the guide names."""
    wanted = Product.objects.filter(pk__in=page.facts["products"]).order_by("pk").first()
    if wanted is None:
        return False
    bottle = wanted.children.filter(is_public=True).order_by("pk").first() or wanted
    basket = price(basket=Basket.objects.create(), user=NOBODY)
    add_to_basket(basket=basket, product=bottle, quantity=1, source=f"guide-{page.pk}")
    fingerprint = quote_for(price(basket=basket, user=NOBODY), BUYER).fingerprint
    order = place_order(basket_id=basket.pk, user=NOBODY, details=BUYER, fingerprint=fingerprint)
    start_payment(order=order, visitor=ClientKeys())
    attempt = current_attempt(order)
    if attempt is None:
        return False
    secret = intents.retrieve(str(attempt.intent_id))["client_secret"]
    intents.confirm(str(attempt.intent_id), client_secret=secret, outcome="approve")
    sync_attempt(attempt=attempt)
    return True
