"""Products that guides still name though nobody can see them in the shop any more."""

from dataclasses import dataclass

from guides.listing.snapshot import Card, current_library
from shop.catalogue.listing.snapshot import current_shelf
from shop.catalogue.models import Product


@dataclass(frozen=True)
class Gap:
    """A guide and the names of what it can't show."""

    guide: Card
    products: list[str]


def gaps() -> list[Gap]:
    """Every live guide with a gap, the newest first."""
    on_shelf = current_shelf().by_id
    missing = {guide: sorted(guide.products - on_shelf.keys()) for guide in current_library().newest}
    names = dict(
        Product.objects.filter(pk__in={pk for pks in missing.values() for pk in pks}).values_list(
            "pk", "title"
        )
    )
    return [
        Gap(guide, [names.get(pk, "a product that was deleted") for pk in pks])
        for guide, pks in missing.items()
        if pks
    ]


def gap_of(page_id: int) -> Gap | None:
    """The gap of one guide."""
    return next((gap for gap in gaps() if gap.guide.id == page_id), None)
