"""A row of products on the home page, by a rule or by choice."""

from collections.abc import Sequence
from typing import Any

from wagtail import blocks

from guides.blocks.choosers import ProductChooser
from shop.catalogue.listing.item import ListingItem
from shop.catalogue.listing.snapshot import CatalogueSnapshot, current_catalogue
from shop.catalogue.models import Category

FEWEST, MOST = 2, 8
RULES = [
    ("best_sellers", "Best sellers"),
    ("new", "New products"),
    ("best_reviewed", "Best reviewed"),
    ("category", "A category"),
    ("chosen", "Chosen by hand"),
]


def categories() -> list[tuple[str, str]]:
    """Slug and name of each public category. A migration names this function."""
    return list(Category.objects.filter(is_public=True).values_list("slug", "name"))


def chosen_items(
    catalogue: CatalogueSnapshot, *, rule: str, number: int, category: str = "", chosen: Sequence[int] = ()
) -> list[ListingItem]:
    """Products in stock, `number` of them at most; best sellers fill the gaps of a choice by hand."""
    if rule == "chosen":
        named = [catalogue.by_id[pk] for pk in chosen if pk in catalogue.by_id]
        there = [item for item in named if item.is_available]
        others = [item for item in catalogue.best_sellers(len(catalogue.items)) if item not in there]
        return [*there, *others][:number]
    if rule == "best_reviewed":
        return catalogue.best(number)
    if rule == "new":
        return [item for place in catalogue.order("new") if (item := catalogue.items[place]).is_available][
            :number
        ]
    best = catalogue.best_sellers(len(catalogue.items))
    if rule == "category":
        pk = Category.objects.filter(slug=category, is_public=True).values_list("pk", flat=True).first()
        best = [item for item in best if pk in item.categories]
    return best[:number]


class ProductsBlock(blocks.StructBlock):
    """Products by a rule or chosen by hand; those that are sold out are left out."""

    heading = blocks.CharBlock(max_length=80)
    rule = blocks.ChoiceBlock(choices=RULES, default="best_sellers", label="Which products")
    category = blocks.ChoiceBlock(choices=categories, required=False, help_text="For “A category”.")
    products = blocks.ListBlock(
        ProductChooser(required=False),
        default=[],
        help_text="For “Chosen by hand”. Best sellers fill the gaps.",
    )
    number = blocks.IntegerBlock(min_value=FEWEST, max_value=MOST, default=4)

    class Meta:
        icon = "tag"
        label = "Products"
        template = "guides/blocks/home/products.html"
        description = (
            "A row of products that are in stock: best sellers, new ones, a category, or your choice."
        )
        preview_value = {
            "heading": "Best sellers",
            "rule": "best_sellers",
            "category": "",
            "products": [],
            "number": 4,
        }

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        chosen = [product.pk for product in value["products"] if product]
        items = chosen_items(
            current_catalogue(),
            rule=value["rule"],
            number=value["number"] or FEWEST,
            category=value["category"] or "",
            chosen=chosen,
        )
        return context | {"items": items}
