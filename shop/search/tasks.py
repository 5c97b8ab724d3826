"""Writing the index anew where what a product says of others has changed."""

from django.tasks import task
from modelsearch.backends import get_search_backend

from shop.catalogue.models import Product

BATCH = 500  # one by one, each would cost SQLite a look at the whole index


@task
def reindex_products(ids: list[int]) -> None:
    """Products whose ingredient, need or category has another name now; the library only sees their own."""
    for start in range(0, len(ids), BATCH):
        products = Product.objects.filter(pk__in=ids[start : start + BATCH])
        related = products.prefetch_related("ingredients", "skin_needs", "categories")
        get_search_backend().add_bulk(Product, list(related))
