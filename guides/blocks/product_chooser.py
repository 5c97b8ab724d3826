"""The product chooser of the CMS: search by name among public products."""

from typing import Any

from django.db.models import Q, QuerySet
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import ChooseResultsView, ChooseView
from wagtail.admin.viewsets.chooser import ChooserViewSet

from shop.catalogue.models import Product


class _OnSale:
    """Public products without their variants."""

    def get_object_list(self) -> QuerySet[Product]:
        return Product.objects.filter(is_public=True).exclude(structure=Product.CHILD).order_by("title")

    def filter_object_list(self, objects: QuerySet[Product]) -> QuerySet[Product]:
        words = self.request.GET.get("q", "").strip()  # type: ignore[attr-defined]
        return objects.filter(Q(title__icontains=words) | Q(slug__icontains=words)) if words else objects

    @property
    def columns(self) -> list[Any]:
        return [self.title_column, Column("summary", label="What it is")]  # type: ignore[attr-defined]


class ProductChooseView(_OnSale, ChooseView):
    """The dialog."""


class ProductResultsView(_OnSale, ChooseResultsView):
    """The dialog's list, updated while typing."""


class ProductChooserViewSet(ChooserViewSet):
    """“Choose a product”."""

    model = Product
    icon = "tag"
    choose_one_text = "Choose a product"
    choose_another_text = "Choose another product"
    choose_view_class = ProductChooseView
    choose_results_view_class = ProductResultsView
    register_widget = False


product_chooser = ProductChooserViewSet("product_chooser")
