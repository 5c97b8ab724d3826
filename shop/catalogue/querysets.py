"""Bulk changes of products, with the same publication check as forms."""

from collections.abc import Collection, Iterable
from typing import Any

from django.core.exceptions import ValidationError
from oscar.apps.catalogue.managers import ProductQuerySet

from shop.catalogue.labelling.publication import refuse_incomplete
from shop.catalogue.sellable import Sellable, sale_problems


class GatedProducts(ProductQuerySet):
    """Products. `update` and `bulk_update` refuse to publish incomplete ones, and then change nothing."""

    def update(self, **values: object) -> int:
        """Raises ValidationError naming each product that may not be published, and why."""
        if values.get("is_public"):
            refuse_incomplete(self.filter(is_public=False).select_related("parent", "product_class"))
        return int(super().update(**values))

    update.alters_data = True  # type: ignore[attr-defined]

    def bulk_update(
        self, objs: Iterable[Any], fields: Collection[str], *args: object, **kwargs: object
    ) -> int:
        """The same check for rows that are written together."""
        rows = list(objs)
        if "is_public" in fields:
            drafts = set(
                self.filter(pk__in=[row.pk for row in rows], is_public=False).values_list("pk", flat=True)
            )
            refuse_incomplete(row for row in rows if row.is_public and row.pk in drafts)
        return int(super().bulk_update(rows, fields, *args, **kwargs))

    bulk_update.alters_data = True  # type: ignore[attr-defined]


def publish(products: GatedProducts) -> tuple[list[Any], list[ValidationError]]:
    """Publish the drafts that are complete and can be bought; return them, and an error for each other."""
    published, refused = [], []
    for product in products.filter(is_public=False).select_related("parent", "product_class"):
        try:
            refuse_incomplete([product])
            _refuse_unsellable(product)
        except ValidationError as problem:
            refused.append(problem)
        else:
            product.is_public = True
            product.save(update_fields=["is_public", "date_updated"])
            published.append(product)
    return published, refused


def _refuse_unsellable(product: Sellable) -> None:
    if problems := sale_problems(product):
        raise ValidationError(f"{product} is not published: {' '.join(problems.values())}")
