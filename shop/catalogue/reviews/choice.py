"""Which reviews a list shows, and in which order, by the address’s `sort` and `stars`."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.http import urlencode

from shop.catalogue.reviews.models import ProductReview
from shop.catalogue.reviews.published import with_author
from shop.catalogue.reviews.summary import NEWEST, SORTS, Breakdown, breakdown_of, sort_keys


@dataclass(frozen=True)
class SortLink:
    """A link to the same reviews in one order."""

    name: str
    query: str  # "?" and parameters
    is_current: bool


@dataclass(frozen=True)
class ReviewChoice:
    """The chosen reviews of a product, with the breakdown of all."""

    breakdown: Breakdown
    sort: str
    stars: int | None
    published: QuerySet[ProductReview]

    @classmethod
    def of(cls, asked: Mapping[str, str], published: QuerySet[ProductReview]) -> "ReviewChoice":
        """Read the address; what it can’t ask for counts as not asked."""
        breakdown = breakdown_of(published)
        sort, stars = asked.get("sort", NEWEST), asked.get("stars", "")
        return cls(
            breakdown,
            sort if sort in sort_keys(breakdown) else NEWEST,
            int(stars) if stars in {"1", "2", "3", "4", "5"} else None,
            published,
        )

    @property
    def reviews(self) -> QuerySet[ProductReview]:
        """The chosen reviews in order."""
        found = self.published if self.stars is None else self.published.filter(score=self.stars)
        return with_author(found.order_by(*SORTS[self.sort][1]))

    @property
    def sort_links(self) -> list[SortLink]:
        """Every order on offer."""
        return sort_links(self.breakdown, self.sort, self.stars)

    @property
    def query(self) -> str:
        """The parameters for the links of the pages."""
        return query(self.sort, self.stars)

    @property
    def all_query(self) -> str:
        """The parameters for the reviews with any number of stars."""
        return query(self.sort, None)


def sort_links(breakdown: Breakdown, current: str, stars: int | None = None) -> list[SortLink]:
    """Every order on offer, with the current one marked."""
    return [SortLink(SORTS[key][0], query(key, stars), key == current) for key in sort_keys(breakdown)]


def query(sort: str, stars: int | None) -> str:
    """“?sort=lowest&stars=1”."""
    return "?" + urlencode({"sort": sort} | ({"stars": str(stars)} if stars else {}))
