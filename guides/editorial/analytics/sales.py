"""Report: views, baskets, paid orders and revenue of each guide, and who goes on to the next part."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from guides.editorial.models import GuideDay
from guides.models import GuidePage, SeriesPage
from shop.london import start_of
from shop.reports.attributed_sales import AttributedSales, sold_by_source

SOURCE = "guide"


@dataclass(frozen=True)
class GuideRow:
    """One guide in the report."""

    page: GuidePage
    views: int
    sold: AttributedSales
    part: int = 0  # in its series
    share: int | None = None  # per cent of the readers of the part before who came from there

    @property
    def baskets_per_100(self) -> Decimal:
        """Baskets per hundred views."""
        return (
            Decimal(100 * self.sold.baskets / self.views).quantize(Decimal("0.1"))
            if self.views
            else Decimal()
        )


@dataclass
class SeriesRows:
    """The parts of a series with their totals, or all guides outside a series."""

    title: str
    rows: list[GuideRow] = field(default_factory=list)

    @property
    def views(self) -> int:
        return sum(row.views for row in self.rows)

    @property
    def sold(self) -> AttributedSales:
        """The totals of the parts. An order with lines from two parts counts in both."""
        parts = [row.sold for row in self.rows]
        return AttributedSales(
            baskets=sum(part.baskets for part in parts),
            orders=sum(part.orders for part in parts),
            revenue=sum((part.revenue for part in parts), Decimal("0.00")),
        )


def report(*, days: int, today: date) -> list[SeriesRows]:
    """Series first, single guides last; each guide once."""
    since = today - timedelta(days=days)
    seen = _seen(since)
    sold = sold_by_source(kind=SOURCE, since=start_of(since))
    parents = {series.path: series for series in SeriesPage.objects.all()}
    groups: dict[str, SeriesRows] = defaultdict(lambda: SeriesRows("Single guides"))
    for page in GuidePage.objects.order_by("path"):
        series = parents.get(page.path[: -page.steplen])
        group = groups.setdefault(series.path, SeriesRows(series.title)) if series else groups[""]
        group.rows.append(_row(page, seen, sold, group, in_series=series is not None))
    return sorted(groups.values(), key=lambda group: group.title == "Single guides")


def _row(
    page: GuidePage,
    seen: dict[int, Any],
    sold: dict[str, AttributedSales],
    group: SeriesRows,
    *,
    in_series: bool,
) -> GuideRow:
    mine = seen.get(page.pk, {"views": 0, "onward": 0})
    before = group.rows[-1] if in_series and group.rows else None
    share = round(100 * mine["onward"] / before.views) if before and before.views else None
    part = len(group.rows) + 1 if in_series else 0
    return GuideRow(page, mine["views"], sold.get(f"{SOURCE}-{page.pk}", AttributedSales()), part, share)


def _seen(since: date) -> dict[int, Any]:
    rows = GuideDay.objects.filter(day__gte=since).order_by().values("guide")
    return {row["guide"]: row for row in rows.annotate(views=Sum("views"), onward=Sum("onward"))}
