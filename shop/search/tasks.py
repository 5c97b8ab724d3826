"""Tasks that update the search index."""

from django.tasks import task
from modelsearch.backends import get_search_backend

from shop.catalogue.models import Product

BATCH = 500  # one by one, SQLite would scan the whole index for each


@task
def reindex_products(ids: list[int]) -> None:
    """Reindex products after a linked name changed; modelsearch notices changes of products only."""
    for start in range(0, len(ids), BATCH):
        products = Product.objects.filter(pk__in=ids[start : start + BATCH])
        related = products.prefetch_related("ingredients", "skin_needs", "categories")
        get_search_backend().add_bulk(Product, list(related))
