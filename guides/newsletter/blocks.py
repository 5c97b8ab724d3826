"""What free guides and newsletters are made of; a product that left the shop leaves them too."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock

from shop.catalogue.shelf import ShelfItem, current_shelf


class ProductBlock(blocks.StructBlock):
    """One product, with its name and price as the shop shows them now."""

    slug = blocks.CharBlock(max_length=255, help_text="The end of the product’s address.")
    note = blocks.CharBlock(max_length=200, required=False, help_text="A line of your own.")

    class Meta:
        icon = "tag"
        label = "Product"

    def clean(self, value: Any) -> Any:
        """Refuse a product that nobody can see in the shop."""
        found = super().clean(value)
        if item_of(found["slug"]) is None:
            raise blocks.StructBlockValidationError({"slug": ValidationError("Not in the shop.")})
        return found


def item_of(slug: str) -> ShelfItem | None:
    """The product as the shop shows it, or None."""
    return next((item for item in current_shelf().items if item.slug == slug), None)


class PictureBlock(blocks.StructBlock):
    """A picture and what it shows."""

    image = ImageChooserBlock()
    alt = blocks.CharBlock(
        label="What it shows",
        max_length=200,
        required=False,
        help_text="Leave empty if the picture is decorative.",
    )

    class Meta:
        icon = "image"
        label = "Picture"


class StepBlock(blocks.StructBlock):
    """One numbered step."""

    heading = blocks.CharBlock(max_length=120)
    text = blocks.RichTextBlock(features=["bold", "italic", "ol", "ul", "link"])
    image = ImageChooserBlock(required=False)
    alt = blocks.CharBlock(label="What the picture shows", max_length=200, required=False)

    class Meta:
        icon = "list-ol"
        label = "Step"


class StepsBlock(blocks.StreamBlock):
    """The body of a free guide."""

    step = StepBlock()
    note = blocks.TextBlock(icon="warning", label="Please note")
    product = ProductBlock()


class LetterBlock(blocks.StreamBlock):
    """The body of a newsletter."""

    text = blocks.RichTextBlock(features=["h2", "h3", "bold", "italic", "ol", "ul", "link"])
    picture = PictureBlock()
    product = ProductBlock()
    guide = blocks.PageChooserBlock(icon="doc-full-inverse", label="Guide")


class SignUpBlock(blocks.StructBlock):
    """The sign-up form inside a page; it says which guide it gives."""

    guide = blocks.CharBlock(
        max_length=80,
        required=False,
        help_text="The end of a free guide’s address; empty for the one that is offered everywhere.",
    )

    class Meta:
        icon = "mail"
        label = "Newsletter sign-up"
        template = "newsletter/blocks/sign_up.html"
