"""How many baskets of a period were filled and never ordered: a count, nobody is named."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Sum

from shop.basket.models import Basket
from shop.london import start_of


@dataclass(frozen=True)
class BasketsLeft:
    """Baskets that still wait, and the pieces in them."""

    baskets: int
    pieces: int


def baskets_left(first: date, last: date) -> BasketsLeft:
    """Those begun on these London days, both included; those that are forgotten by now aren't counted."""
    until = start_of(last + timedelta(days=1))
    begun = Basket.objects.filter(date_created__gte=start_of(first), date_created__lt=until)
    filled = begun.filter(status=Basket.OPEN, lines__isnull=False).order_by()
    found = filled.aggregate(baskets=Count("pk", distinct=True), pieces=Sum("lines__quantity"))
    return BasketsLeft(found["baskets"], found["pieces"] or 0)
