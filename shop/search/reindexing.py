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


def note_sku(*, instance: Any, **_: Any) -> None:
    """A receiver before a stock record's change: products are found by their SKUs."""
    stored = type(instance).objects.filter(pk=instance.pk).values_list("partner_sku", flat=True).first()
    instance.is_renumbered = stored != instance.partner_sku


def reindex_renumbered(*, instance: Any, **_: Any) -> None:
    """A receiver after it."""
    if instance.is_renumbered:
        reindex_sheet(instance=instance.product)


def reindex_sheet(*, instance: Any, **_: Any) -> None:
    """A receiver of a product's signals: a size's words are indexed on its parent, which has the page."""
    ids = [instance.parent_id if instance.is_child else instance.pk]
    transaction.on_commit(lambda: reindex_products.enqueue(ids))


def reindex_parent(*, instance: Any, **_: Any) -> None:
    """The same where a size itself was saved or deleted; any other product the library sees by itself."""
    if instance.is_child and instance.parent_id:
        reindex_sheet(instance=instance)
