"""A product in a guide."""

from typing import Any

from wagtail import blocks
from wagtail.blocks import StructValue

from guides.blocks.choosers import ProductChooser
from shop.catalogue.listing.snapshot import current_catalogue


class ProductBlock(blocks.StructBlock):
    """A product with its current price; nothing if it is no longer public."""

    product = ProductChooser()
    note = blocks.TextBlock(rows=2, required=False, help_text="Why it fits here.")

    class Meta:
        icon = "tag"
        label = "Product"
        template = "guides/blocks/product.html"
        description = "A product with picture, price and “Add to basket”."

    def get_context(self, value: StructValue, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        product = value["product"]
        return context | {"item": product and current_catalogue().by_id.get(product.pk)}

    def get_preview_value(self) -> StructValue:
        """The first public product."""
        items = current_catalogue().items
        product = self.child_blocks["product"].to_python(items[0].id) if items else None
        return self.normalize({"product": product, "note": "Slow enough for a long stroke."})
