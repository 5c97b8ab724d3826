"""The ingredients of a product by their place in its list. Imported by `shop.catalogue.models`."""

from typing import ClassVar

from django.db import models


class ProductIngredient(models.Model):
    """The position of an ingredient in a product’s list, derived from `Product.inci`."""

    product = models.ForeignKey("catalogue.Product", models.CASCADE, related_name="ingredient_rows")
    ingredient = models.ForeignKey("catalogue.Ingredient", models.PROTECT, related_name="product_rows")
    position = models.PositiveSmallIntegerField()

    class Meta:
        app_label = "catalogue"
        ordering: ClassVar = ["product", "position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["product", "position"], name="catalogue_one_ingredient_a_place")
        ]

    def __str__(self) -> str:
        return f"{self.position}. {self.ingredient}"
