"""Options of the editors' drop-down lists: products and free guides, stored by slug.

Migrations name these functions.
"""

from django.apps import apps

from shop.catalogue.listing.snapshot import current_catalogue


def products() -> list[tuple[str, str]]:
    """Slug and name of each product on sale, by name."""
    return sorted(((item.slug, item.title) for item in current_catalogue().items), key=lambda one: one[1])


def free_guides() -> list[tuple[str, str]]:
    """Slug and title of each published free guide."""
    guides = apps.get_model("newsletter", "FreeGuide")  # its body is built of blocks that use this list
    return list(guides._default_manager.filter(live=True).values_list("slug", "title"))
