"""The filters of the list of products."""

from typing import ClassVar

import django_filters
from django.db.models import QuerySet
from wagtail.admin.filters import WagtailFilterSet

from shop.catalogue.models import Product, ProductClass

PUBLISHED, DRAFT, ARCHIVED = "published", "draft", "archived"
STATES = ((PUBLISHED, "Published"), (DRAFT, "Draft"), (ARCHIVED, "Archived"))


def product_state(product: Product) -> str:
    """In words."""
    if product.is_archived:
        return "Archived"
    return "Published" if product.is_public else "Draft"


class ProductFilter(WagtailFilterSet):
    """State and kind."""

    state = django_filters.ChoiceFilter(label="State", choices=STATES, method="in_state")
    product_class = django_filters.ModelChoiceFilter(label="Kind", queryset=ProductClass.objects.all())

    class Meta:
        model = Product
        fields: ClassVar = ["state", "product_class"]

    def in_state(self, rows: QuerySet[Product], name: str, value: str) -> QuerySet[Product]:
        """Called by the filter."""
        if value == ARCHIVED:
            return rows.exclude(archived_at=None)
        return rows.filter(archived_at=None, is_public=value == PUBLISHED)
