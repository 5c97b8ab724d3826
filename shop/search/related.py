"""The names of ingredients, skin needs and categories are part of what their products are found by."""

from typing import Any

from django.db import transaction

from shop.search.tasks import reindex_products

# Each with its field that is indexed, and what products call it.
RELATED = {
    "catalogue.Ingredient": ("common_name", "ingredients"),
    "catalogue.SkinNeed": ("name", "skin_needs"),
    "catalogue.Category": ("name", "categories"),
}


def note_name(*, instance: Any, **_: Any) -> None:
    """A receiver before a change: nothing else of it is indexed than its name."""
    field, _link = RELATED[instance._meta.label]
    stored = type(instance).objects.filter(pk=instance.pk).values_list(field, flat=True).first()
    instance.is_renamed = stored is not None and stored != getattr(instance, field)


def reindex_renamed(*, instance: Any, **_: Any) -> None:
    """A receiver after a change."""
    if instance.is_renamed:
        reindex(instance=instance)


def reindex(*, instance: Any, **_: Any) -> None:
    """A receiver before a deletion, while it is still known which products have it."""
    _field, link = RELATED[instance._meta.label]
    products = instance._meta.apps.get_model("catalogue", "Product").objects
    ids = list(products.filter(**{link: instance}).values_list("pk", flat=True))
    if ids:
        transaction.on_commit(lambda: reindex_products.enqueue(ids))
