"""Reindexes products when a linked name changes: an ingredient’s, a skin need’s or a category’s."""

from typing import Any

from django.db import transaction
from django.db.models import Model

from shop.catalogue.models import Product
from shop.search.tasks import reindex_products

# Model: its indexed field, and the name of the relation on Product.
RELATED = {
    "catalogue.Ingredient": ("common_name", "ingredients"),
    "catalogue.SkinNeed": ("name", "skin_needs"),
    "catalogue.Category": ("name", "categories"),
}


def note_name(*, instance: Any, **_: object) -> None:
    """Receiver before a save: only the name is indexed."""
    field, _link = RELATED[instance._meta.label]
    stored = type(instance).objects.filter(pk=instance.pk).values_list(field, flat=True).first()
    instance.is_renamed = stored is not None and stored != getattr(instance, field)


def reindex_renamed(*, instance: Any, **_: object) -> None:
    """Receiver after the save."""
    if instance.is_renamed:
        reindex(instance=instance)


def reindex(*, instance: Model, **_: object) -> None:
    """Receiver before a deletion, while the products are still linked."""
    _field, link = RELATED[instance._meta.label]
    products = instance._meta.apps.get_model("catalogue", "Product").objects
    ids = list(products.filter(**{link: instance}).values_list("pk", flat=True))
    if ids:
        transaction.on_commit(lambda: reindex_products.enqueue(ids))


def note_sku(*, instance: Any, **_: object) -> None:
    """Receiver before a stock record is saved: products are found by their SKUs."""
    stored = type(instance).objects.filter(pk=instance.pk).values_list("partner_sku", flat=True).first()
    instance.is_renumbered = stored != instance.partner_sku


def reindex_renumbered(*, instance: Any, **_: object) -> None:
    """Receiver after the save."""
    if instance.is_renumbered:
        reindex_sheet(instance=instance.product)


def reindex_sheet(*, instance: Product, **_: object) -> None:
    """Receiver of a product’s signals: the words of a size are indexed on its parent, which has the page."""
    ids = [instance.parent_id if instance.is_child else instance.pk]
    transaction.on_commit(lambda: reindex_products.enqueue(ids))


def reindex_parent(*, instance: Product, **_: object) -> None:
    """Receiver of a size’s signals; modelsearch notices other products by itself."""
    if instance.is_child and instance.parent_id:
        reindex_sheet(instance=instance)
