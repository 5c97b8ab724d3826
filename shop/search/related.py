"""The names of ingredients, skin needs and categories are part of what their products are found by."""

from typing import Any

from django.db import transaction

from shop.search.tasks import reindex_products

RELATED = ("catalogue.Ingredient", "catalogue.SkinNeed", "catalogue.Category")


def reindex(*, instance: Any, created: bool = False, **_: Any) -> None:
    """A receiver, before a deletion and after a change: what is new has no products yet."""
    ids = [] if created else list(_products(instance))
    if ids:
        transaction.on_commit(lambda: reindex_products.enqueue(ids))


def _products(instance: Any) -> Any:
    link = {"Ingredient": "ingredients", "SkinNeed": "skin_needs", "Category": "categories"}
    products = instance._meta.apps.get_model("catalogue", "Product").objects
    return products.filter(**{link[type(instance).__name__]: instance}).values_list("pk", flat=True)
