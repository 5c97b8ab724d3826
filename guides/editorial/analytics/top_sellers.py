"""The guides that sold most lately, for the first page of the office."""

from datetime import datetime, timedelta

from django.utils import timezone

from guides.editorial.analytics.sales import SOURCE
from guides.models import GuidePage
from shop.reports.attributed_sales import AttributedSales, sold_by_source

Sold = tuple[GuidePage, AttributedSales]


def top_sellers(*, days: int, most: int) -> list[Sold]:
    """Guides with paid orders, the highest revenue first."""
    since: datetime = timezone.now() - timedelta(days=days)
    sold = {key: one for key, one in sold_by_source(kind=SOURCE, since=since).items() if one.orders}
    best = sorted(sold, key=lambda key: sold[key].revenue, reverse=True)[:most]
    ids = {key: int(number) for key in best if (number := key.partition("-")[2]).isdecimal()}
    pages = GuidePage.objects.defer("body").in_bulk(ids.values())
    return [(pages[pk], sold[key]) for key, pk in ids.items() if pk in pages]
