"""The pictures of a product. Imported by `shop.catalogue.models`."""

from django.db import models
from oscar.apps.catalogue.abstract_models import AbstractProductImage
from pictures.models import PictureField

from shop.public_text import CheckedTexts


class ProductImage(CheckedTexts, AbstractProductImage):
    """A product picture, rendered once as AVIF and WebP in every width that pages use."""

    original = PictureField(
        upload_to="products/",
        max_length=255,
        aspect_ratios=["1/1"],
        width_field="original_width",
        height_field="original_height",
    )
    original_width = models.PositiveIntegerField(null=True, editable=False)
    original_height = models.PositiveIntegerField(null=True, editable=False)

    class Meta(AbstractProductImage.Meta):
        abstract = False
