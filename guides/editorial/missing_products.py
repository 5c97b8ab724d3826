"""Products in guides that are no longer public in the shop."""

from dataclasses import dataclass

from guides.listing.cards import GuideCard
from guides.listing.snapshot import current_guides
from shop.catalogue.listing.snapshot import current_catalogue
from shop.catalogue.models import Product


@dataclass(frozen=True)
class MissingProducts:
    """A guide and the names of the products that it can't show."""

    guide: GuideCard
    products: list[str]


def all_missing_products() -> list[MissingProducts]:
    """Every live guide with missing products, newest first."""
    on_sale = current_catalogue().by_id
    missing = {guide: sorted(guide.products - on_sale.keys()) for guide in current_guides().newest}
    names = dict(
        Product.objects.filter(pk__in={pk for pks in missing.values() for pk in pks}).values_list(
            "pk", "title"
        )
    )
    return [
        MissingProducts(guide, [names.get(pk, "a product that was deleted") for pk in pks])
        for guide, pks in missing.items()
        if pks
    ]


def missing_products_of(page_id: int) -> MissingProducts | None:
    """The missing products of one guide, or None."""
    return next((gap for gap in all_missing_products() if gap.guide.id == page_id), None)
