"""`/office/products/`: all products with their states."""

from typing import Any, ClassVar, Final

from django.db.models import Count, QuerySet
from django.urls import reverse

from shop.backoffice.columns import CardTitleColumn, LabelColumn
from shop.backoffice.gate import may_open
from shop.backoffice.listing import OfficeList, counted_as
from shop.backoffice.products.filters import ProductFilter, product_state
from shop.catalogue.models import Product
from shop.fields.word_search import each_word
from shop.london import london

NAMESPACE: Final = "office_products"
SKUS: Final = ("upc", "children__upc", "stockrecords__partner_sku", "children__stockrecords__partner_sku")
WORDS: Final = ("title", *SKUS)


def product_url(product: Product) -> str:
    """The page where it is edited; a size is edited with its product."""
    return reverse(f"{NAMESPACE}:product", args=[product.sheet.pk])


class ProductsView(OfficeList[Product]):
    """The list; archived ones stand in it only when they are asked for."""

    model = Product
    page_title = "Products"
    header_icon = "tag"
    paginator_class = counted_as("product", "products")
    index_url_name = f"{NAMESPACE}:index"
    index_results_url_name = f"{NAMESPACE}:index_results"
    filterset_class = ProductFilter
    default_ordering = ("title", "pk")
    template_name = "backoffice/products/list.html"
    results_template_name = "backoffice/products/results.html"
    columns = (
        CardTitleColumn("title", label="Product", get_url=product_url),
        LabelColumn("kind", accessor=lambda row: row.product_class, label="Kind"),
        LabelColumn("sizes", accessor=lambda row: row.__dict__["sizes"] or "one", label="Sizes"),
        LabelColumn("state", accessor=product_state, label="State"),
        LabelColumn("changed", accessor=lambda row: london(row.date_updated, "%d/%m/%Y"), label="Changed"),
    )
    export_filename = "products"
    export_headings: ClassVar = {
        "title": "Product",
        "kind": "Kind",
        "sizes": "Sizes",
        "state": "State",
        "changed": "Changed",
    }
    list_export = tuple(export_headings)

    def get_base_queryset(self) -> QuerySet[Product]:
        """Products without their sizes."""
        rows = Product.objects.exclude(structure=Product.CHILD).select_related("product_class")
        if not self.request.GET.get("state"):
            rows = rows.filter(archived_at=None)
        return rows.annotate(sizes=Count("children"))

    def search_in(self, rows: QuerySet[Product], text: str) -> QuerySet[Product]:
        """Every word must hit name or SKU."""
        return rows.filter(pk__in=Product.objects.filter(each_word(text, *WORDS)).order_by().values("pk"))

    def get_context_data(self, **kwargs: object) -> dict[str, Any]:
        """With the button to add one, for those who may."""
        may_add = may_open(self.request.user, f"{NAMESPACE}:add")
        return super().get_context_data(may_add=may_add, **kwargs)

    def to_row_dict(self, item: Product) -> dict[str, object]:
        """A row of the file."""
        return {
            "title": item.title,
            "kind": str(item.product_class),
            "sizes": item.__dict__["sizes"] or 1,
            "state": product_state(item),
            "changed": item.date_updated,
        }
