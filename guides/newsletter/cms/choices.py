"""What editors choose by name where only an address is stored."""

from shop.catalogue.listing.snapshot import current_catalogue


def products() -> list[tuple[str, str]]:
    """The address's end and the name of each product on sale, by name."""
    return sorted(((item.slug, item.title) for item in current_catalogue().items), key=lambda one: one[1])


def free_guides() -> list[tuple[str, str]]:
    """The address's end and the title of each published free guide."""
    from guides.newsletter.models import FreeGuide  # its body is made of the blocks that ask

    return list(FreeGuide.objects.filter(live=True).values_list("slug", "title"))
