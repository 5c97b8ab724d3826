"""How long the free pieces of a size last at the pace of the last eight weeks."""

from datetime import timedelta
from typing import Final

from django.db.models import F, IntegerField, OuterRef, Q, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from shop.partner.models import StockRecord
from shop.partner.movements import SALES, StockMovement
from shop.partner.stock import PROMISED

DAYS: Final = 56
WEEK: Final = 7
SOON: Final = 28  # days: long enough to have more made


def with_pace(sizes: QuerySet[StockRecord]) -> QuerySet[StockRecord]:
    """With `promised`, `free` and `sold`: the pieces that left with sales in the last 56 days."""
    since = timezone.now() - timedelta(days=DAYS)
    moved = StockMovement.objects.filter(stock_record=OuterRef("pk"), kind__in=SALES, at__gte=since)
    total = moved.order_by().values("stock_record").annotate(left=-Sum("pieces")).values("left")
    sold = Coalesce(Subquery(total, output_field=IntegerField()), 0)
    return sizes.annotate(promised=PROMISED, free=F("num_in_stock") - PROMISED, sold=sold)


def on_sale(sizes: QuerySet[StockRecord]) -> QuerySet[StockRecord]:
    """Those that shoppers see: of a product that is published, not of a draft or an archived one."""
    return sizes.filter(product__is_public=True).exclude(product__parent__is_public=False)


def is_gone() -> Q:
    """Of sizes `with_pace`: nothing of it can be sold."""
    return Q(free__lte=0)


def is_low() -> Q:
    """Of sizes `with_pace`: fewer free than “Warn below”, or gone within four weeks at this pace."""
    below = Q(free__lt=Greatest(Coalesce(F("low_stock_threshold"), 0), 1))
    return Q(free__gt=0) & (below | Q(sold__gt=F("free") * (DAYS // SOON)))


def weeks_left(*, free: int, sold: int) -> int | None:
    """Whole weeks that these pieces last; None where nothing sold, so that nobody can say."""
    if sold <= 0:
        return None
    return max(free, 0) * DAYS // (sold * WEEK)
