"""How many reviews gave how many stars, and the orders in which a list shows them."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet

from shop.catalogue.reviews.models import ProductReview

MOST_STARS = 5


@dataclass(frozen=True)
class Row:
    """The reviews with one number of stars."""

    stars: int
    count: int


@dataclass(frozen=True)
class Breakdown:
    """The published reviews of a product by stars."""

    counts: Mapping[int, int]
    has_votes: bool = False

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    @property
    def rows(self) -> list[Row]:
        """From five stars to one, those without reviews too."""
        return [Row(stars, self.counts.get(stars, 0)) for stars in range(MOST_STARS, 0, -1)]


def breakdown_of(published: QuerySet[ProductReview]) -> Breakdown:
    """Count in the database; one query."""
    from django.db.models import Count, Sum

    found = published.order_by().values_list("score").annotate(Count("pk"), Sum("total_votes"))
    rows = list(found)
    return Breakdown({score: count for score, count, _ in rows}, any(votes for _, _, votes in rows))


SORTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "newest": ("Newest", ("-date_created", "-pk")),
    "highest": ("Highest rated", ("-score", "-date_created", "-pk")),
    "lowest": ("Lowest rated", ("score", "-date_created", "-pk")),
    "helpful": ("Most helpful", ("-delta_votes", "-date_created", "-pk")),
}
NEWEST = "newest"


def sort_keys(breakdown: Breakdown) -> list[str]:
    """The orders on offer; “most helpful” only where somebody has voted."""
    return [key for key in SORTS if key != "helpful" or breakdown.has_votes]
