"""Everything a product page shows, in a fixed number of queries."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import date

from django.db.models import QuerySet

from shop.caching.version import LocalCache
from shop.catalogue.labelling import inci as inci_rules
from shop.catalogue.labelling.badges import badges_of
from shop.catalogue.listing.item import ListingItem
from shop.catalogue.listing.snapshot import current_catalogue, snapshot_version
from shop.catalogue.listing.variants import Variant, every_product, public_products, sizes_of
from shop.catalogue.models import Category, Certificate, Ingredient, Product
from shop.catalogue.pictures.gallery import GalleryPicture, Shown, gallery_of, shown
from shop.catalogue.reviews.choice import SortLink, sort_links
from shop.catalogue.reviews.models import ProductReview
from shop.catalogue.reviews.published import published_reviews, with_author
from shop.catalogue.reviews.summary import NEWEST, SORTS, Breakdown, breakdown_of
from shop.catalogue.routine.table import RoutineTable, routine_table
from shop.partner.models import LOW_STOCK

REVIEWS_SHOWN = 6
COUNTRIES = {"GB": "the United Kingdom", "FR": "France", "IN": "India", "PT": "Portugal", "ES": "Spain"}


@dataclass(frozen=True)
class ProductPage:
    """A product with its sizes, pictures, facts, reviews and related products."""

    product: Product
    sizes: list[Variant]
    chosen: Variant | None
    gallery: list[GalleryPicture]
    inci: list[str]
    ingredients: list[Ingredient]
    allergens: list[inci_rules.FoodNote]
    reviews: list[ProductReview]
    breakdown: Breakdown
    goes_with: list[ListingItem]
    breadcrumb: list[Category]
    size_urls: dict[int, list[str]] = field(default_factory=dict)
    awards: list[str] = field(default_factory=list)
    is_asked: bool = False  # the address names the chosen size

    @property
    def pictures(self) -> list[Shown]:
        """In display order, the selected size’s picture first."""
        return shown(self.gallery, self.chosen.id if self.chosen else None)

    @property
    def review_sorts(self) -> list[SortLink]:
        """Links to all reviews in each order; the page itself shows the newest."""
        return sort_links(self.breakdown, NEWEST)

    @property
    def review_count(self) -> int:
        return self.breakdown.total

    @property
    def origin(self) -> str:
        """The country’s name."""
        return COUNTRIES.get(self.product.country_of_origin, self.product.country_of_origin)

    @property
    def common_offers(self) -> set[str]:
        """The names of offers that every size has; the price line names them once for all."""
        named = [{offer.name for offer in size.offers} for size in self.sizes]
        return set.intersection(*named) if named else set()

    @property
    def is_available(self) -> bool:
        return any(size.is_available for size in self.sizes)

    def urls_of(self, size: Variant, all_pictures: list[str]) -> list[str]:
        """The picture addresses of a size, or all pictures if it has none of its own."""
        return self.size_urls.get(size.id) or all_pictures

    @property
    def routine(self) -> RoutineTable | None:
        """How long each size lasts at so many massages a week."""
        product = self.product
        return routine_table(
            title=product.title, sizes=self.sizes, ml=product.ml_per_massage, months_open=product.pao_months
        )

    @property
    def badges(self) -> list[str]:
        """The badges at a glance; awards and certificates in date come last."""
        return [*badges_of(self.product), *self.awards]

    @property
    def organic(self) -> str:
        """The organic claim, if a valid certificate supports it (CAP Code 3.7)."""
        return str(self.product.organic_claim)


def stock_wording(stock: int) -> str:
    """The stock in words, without false urgency (DMCC Act 2024, schedule 20)."""
    if stock <= 0:
        return "Sold out"
    return f"Only {stock} left" if stock <= LOW_STOCK else "In stock"


def _chosen(sizes: list[Variant], wanted: str) -> Variant | None:
    """The requested size, otherwise the first one that is available."""
    by_id = {str(size.id): size for size in sizes}
    return by_id.get(wanted) or next((size for size in sizes if size.is_available), next(iter(sizes), None))


# “Verified purchase” follows orders, which don't change the catalogue: hence the seconds.
_pages: LocalCache[str, ProductPage] = LocalCache(most=500, seconds=300)


def product_page(*, slug: str, size: str) -> ProductPage | None:
    """Return the page of a public product with a size selected, or None if there is no such product.

    Cached per process until the catalogue or the day changes: a certificate may expire overnight.
    """
    page = _pages.get(
        slug, state=(snapshot_version(), date.today()), make=lambda: _gather(public_products, slug=slug)
    )
    if page is None:
        return None
    chosen = _chosen(page.sizes, size)
    is_asked = len(page.sizes) > 1 and chosen is not None and str(chosen.id) == size
    return replace(page, chosen=chosen, is_asked=is_asked)


def preview_page(pk: int) -> ProductPage | None:
    """The page of any product, a draft too, as it would be now; never cached."""
    page = _gather(every_product, pk=pk)
    return None if page is None else replace(page, chosen=_chosen(page.sizes, ""))


def _gather(products: Callable[..., QuerySet[Product]], **key: str | int) -> ProductPage | None:
    """Read everything, in a fixed number of queries."""
    related = ("product_class", "certificate", "responsible_person_uk", "responsible_person_eu")
    rows = products("categories", "ingredients", "images").select_related(*related)
    product = rows.filter(**key).first()
    return None if product is None else _page_of(product)


def _page_of(product: Product) -> ProductPage:
    inci = inci_rules.parse_inci(product.inci)
    glossary = {one.inci_name.upper(): one for one in product.ingredients.all()}
    published = published_reviews(product.pk)
    catalogue = current_catalogue()
    sizes = sizes_of(product, catalogue.offers)
    related = product.primary_recommendations.order_by("-ranking").values_list("recommendation_id", flat=True)
    return ProductPage(
        product=product,
        sizes=sizes,
        chosen=None,
        gallery=gallery_of(product, [size.id for size in sizes]),
        inci=inci,
        ingredients=[glossary[name] for name in inci if name in glossary],
        allergens=inci_rules.food_notes(inci),
        reviews=list(with_author(published.order_by(*SORTS[NEWEST][1]))[:REVIEWS_SHOWN]),
        breakdown=breakdown_of(published),
        goes_with=[catalogue.by_id[pk] for pk in related if pk in catalogue.by_id][:4],
        awards=[one.badge for one in Certificate.objects.badges().filter(shown_on=product)],
        breadcrumb=sorted(product.categories.all(), key=lambda category: category.depth)[:1],
    )
