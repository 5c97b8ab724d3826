"""A product of the shop, which examples name as what was bought."""

from shop.catalogue.models import Product


def a_product() -> Product | None:
    """Something that can be bought, published where there is any; None in a shop without products."""
    sold = Product.objects.filter(stockrecords__isnull=False, archived_at=None)
    return sold.select_related("parent").order_by("-is_public", "pk").first()
