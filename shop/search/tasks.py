"""Writing the index anew where what a product says of others has changed."""

from django.tasks import task
from modelsearch.index import insert_or_update_object

from shop.catalogue.models import Product


@task
def reindex_products(ids: list[int]) -> None:
    """Products whose ingredient, need or category has another name now; the library only sees their own."""
    for product in Product.objects.filter(pk__in=ids).prefetch_related(
        "ingredients", "skin_needs", "categories"
    ):
        insert_or_update_object(product)
