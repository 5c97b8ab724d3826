"""Products side by side."""

from typing import Any

from wagtail import blocks
from wagtail.blocks import StructValue

from guides.blocks.choosers import ProductChooser
from shop.catalogue.listing.item import ListingItem
from shop.catalogue.listing.snapshot import current_catalogue


class ComparedBlock(blocks.StructBlock):
    """A product and whom it suits."""

    product = ProductChooser()
    note = blocks.CharBlock(max_length=120, label="Good for", help_text="“Long strokes”, “Travelling”.")

    class Meta:
        icon = "tag"
        label = "Product"


class ComparisonBlock(blocks.StructBlock):
    """Two to four products with size, price and ingredients; products off sale are left out."""

    caption = blocks.CharBlock(max_length=160, default="Our oils side by side")
    products = blocks.ListBlock(ComparedBlock(), min_num=2, max_num=4)

    class Meta:
        icon = "table"
        label = "Comparison of products"
        template = "guides/blocks/comparison.html"
        description = "Two to four products in a table, with their present prices."

    def get_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        return context | {"compared": list(_shown(value["products"]))}

    def get_preview_value(self) -> StructValue:
        """The first two public products."""
        products = [{"product": item.id, "note": "Long strokes"} for item in current_catalogue().items[:2]]
        return self.to_python({"caption": "Our oils side by side", "products": products})


def _shown(products: list[StructValue]) -> list[tuple[ListingItem, str]]:
    """The products that are on sale, each with its note."""
    items = current_catalogue().by_id
    chosen = [(one["product"], one["note"]) for one in products if one["product"]]
    return [(items[product.pk], note) for product, note in chosen if product.pk in items]
