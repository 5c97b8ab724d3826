"""Blocks of free guides, newsletters and the sign-up form. Products no longer on sale aren't shown."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail import blocks
from wagtail.images.blocks import ImageChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from guides.link_fields import CleanURLBlock
from guides.newsletter import choices
from shop.catalogue.listing.item import ListingItem
from shop.catalogue.listing.snapshot import current_catalogue


class ProductBlock(blocks.StructBlock):
    """A product, with its current name and price."""

    slug = blocks.ChoiceBlock(
        label="Product",
        choices=choices.products,
        error_messages={"invalid_choice": "This product isn’t in the shop any more. Please choose another."},
    )
    note = blocks.CharBlock(max_length=200, required=False, help_text="A line of your own.")

    class Meta:
        icon = "tag"
        label = "Product"


class LetterProductBlock(ProductBlock):
    """A product in a newsletter: picture, price of the day on which it is sent, and a button."""

    button = blocks.CharBlock(max_length=30, required=False, default="See it in the shop", label="Button")


class LetterButtonBlock(blocks.StructBlock):
    """A link that stands out, to a page of this site or to an address."""

    label = blocks.CharBlock(max_length=50)
    page = blocks.PageChooserBlock(required=False)
    address = blocks.CharBlock(
        max_length=500,
        required=False,
        help_text="Instead of a page: an address such as /shop/ or https://….",
    )

    class Meta:
        icon = "link"
        label = "Button"

    def clean(self, value: blocks.StructValue) -> blocks.StructValue:
        """Raises StructBlockValidationError unless exactly one target is given."""
        found = super().clean(value)
        if bool(found["page"]) == bool(found["address"]):
            says = ValidationError("Choose a page, or enter an address.")
            raise blocks.StructBlockValidationError(block_errors={"page": says})
        return found


def item_of(slug: str) -> ListingItem | None:
    """The product in the catalogue, or None."""
    return next((item for item in current_catalogue().items if item.slug == slug), None)


class PictureBlock(blocks.StructBlock):
    """A picture with its description."""

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


class PlanRowBlock(blocks.StructBlock):
    """A stretch of time and what is done in it."""

    when = blocks.CharBlock(max_length=60, help_text="“Week 1”, “Weeks 3 and 4”.")
    text = blocks.RichTextBlock(features=["bold", "italic", "ul", "link"])

    class Meta:
        label = "Row"


class PlanBlock(blocks.StructBlock):
    """What is done week by week; it begins a page of its own."""

    heading = blocks.CharBlock(max_length=120)
    intro = blocks.TextBlock(required=False, rows=3)
    rows = blocks.ListBlock(PlanRowBlock())

    class Meta:
        icon = "date"
        label = "Plan by week"


class ChecklistBlock(blocks.StructBlock):
    """Lines to tick; on paper it has a page of its own."""

    heading = blocks.CharBlock(max_length=120)
    intro = blocks.TextBlock(required=False, rows=3)
    items = blocks.ListBlock(blocks.CharBlock(label="Item", max_length=160))

    class Meta:
        icon = "tasks"
        label = "Checklist"


class PublicationBlock(blocks.StructBlock):
    """Where a statement of the guide comes from."""

    title = blocks.CharBlock(max_length=250)
    publisher = blocks.CharBlock(max_length=200, label="Who published it, and when")
    address = CleanURLBlock(required=False)

    class Meta:
        label = "Source"


class PublicationsBlock(blocks.StructBlock):
    """The guide's sources."""

    heading = blocks.CharBlock(max_length=120, default="Where this comes from")
    sources = blocks.ListBlock(PublicationBlock())

    class Meta:
        icon = "openquote"
        label = "Sources"


class NextStepsBlock(blocks.StructBlock):
    """Links to guides and pages to go on with."""

    heading = blocks.CharBlock(max_length=120, default="What to do next")
    links = blocks.ListBlock(LetterButtonBlock())

    class Meta:
        icon = "link"
        label = "Next steps"


class StepsBlock(blocks.StreamBlock):
    """The body of a free guide."""

    step = StepBlock()
    plan = PlanBlock()
    checklist = ChecklistBlock()
    sources = PublicationsBlock()
    next_steps = NextStepsBlock()
    note = blocks.TextBlock(icon="warning", label="Please note")
    product = ProductBlock()


class ColumnBlocks(blocks.StreamBlock):
    """What a newsletter, or one of two columns in it, is made of."""

    text = blocks.RichTextBlock(features=["h2", "h3", "bold", "italic", "ol", "ul", "link"])
    picture = PictureBlock()
    product = LetterProductBlock()
    guide = blocks.PageChooserBlock(icon="doc-full-inverse", label="Guide")
    button = LetterButtonBlock()


class ColumnsBlock(blocks.StructBlock):
    """Two columns, one below the other on a phone."""

    left = ColumnBlocks()
    right = ColumnBlocks()

    class Meta:
        icon = "grip"
        label = "Two columns"


class SectionBody(ColumnBlocks):
    """What a saved section is made of."""

    columns = ColumnsBlock()


class NewsletterBody(SectionBody):
    """The body of a newsletter. Saving it puts copies of a section's blocks in place of the section.

    So a letter says what its author saw and what was checked, whatever becomes of the section.
    """

    section = SnippetChooserBlock(
        "newsletter.SavedSection",
        label="Saved section",
        icon="copy",
        help_text="Its blocks take this place when the draft is saved, and can be edited here.",
    )

    def clean(self, value: blocks.StreamValue) -> blocks.StreamValue:
        """The blocks with each section taken apart."""
        found = super().clean(value)
        return blocks.StreamValue(self, [part for block in found for part in _parts(block)])


def _parts(block: blocks.StreamValue.StreamChild) -> list[tuple[str, Any, str | None]]:
    if block.block_type != "section":
        return [(block.block_type, block.value, block.id)]
    return [(one.block_type, one.value, None) for one in block.value.body]


def shows_products(body: blocks.StreamValue) -> bool:
    """Whether a product, and with it a price, stands anywhere in this body."""
    return any(
        block.block_type == "product"
        or (
            block.block_type == "columns"
            and any(shows_products(block.value[side]) for side in ("left", "right"))
        )
        for block in body
    )


class SignUpBlock(blocks.StructBlock):
    """The sign-up form inside a page, with the free guide it offers."""

    guide = blocks.ChoiceBlock(
        label="Free guide",
        choices=choices.free_guides,
        required=False,
        help_text="Leave empty for the one that is offered everywhere.",
        error_messages={"invalid_choice": "This guide isn’t published any more. Please choose another."},
    )

    class Meta:
        icon = "mail"
        label = "Newsletter sign-up"
        template = "newsletter/blocks/sign_up.html"
