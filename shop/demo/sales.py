"""Loads demo orders that began in guides, paid with the simulator.

The report on sales from guides shows them in the demo only, labelled as examples.
"""

from collections.abc import Iterable

from django.conf import settings
from django.utils import timezone

from guides.editorial.analytics.page_views import count
from guides.models import GuidePage
from shop.catalogue.models import Product
from shop.demo.purchases import buy
from shop.order.models import Line

SALES = 3
VIEWS = (14, 8, 5)  # of the parts of a series, each but the first from the part before


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
    return buy(bottle, source=f"guide-{page.pk}") is not None
