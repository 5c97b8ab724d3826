"""The blocks of the home page below its hero."""

from typing import Any

from wagtail import blocks

from guides.blocks.choosers import PictureChooser
from guides.blocks.home_products import ProductsBlock
from guides.newsletter.blocks import SignUpBlock
from shop.catalogue.listing.snapshot import current_catalogue

ICONS = [("fragrance-free", "No scent"), ("leaf", "Leaf"), ("shield", "Shield"), ("truck", "Van")]


def own_link() -> blocks.RegexBlock:
    """An address of this site; it isn’t a text, so the claims check passes it by."""
    return blocks.RegexBlock(
        regex=r"^/(?!/)",
        required=False,
        label="Link",
        help_text="An address of this site, such as /about/.",
        error_messages={"invalid": "An address of this site begins with a slash, such as /about/."},
    )


class PromiseBlock(blocks.StructBlock):
    """A promise in a few words."""

    icon = blocks.ChoiceBlock(choices=ICONS, default="leaf")
    title = blocks.CharBlock(max_length=40)
    text = blocks.CharBlock(max_length=80, required=False)
    link = own_link()

    class Meta:
        label = "Promise"


class PromisesBlock(blocks.StructBlock):
    """Promises in a row; the one on delivery is written by the shop."""

    promises = blocks.ListBlock(PromiseBlock(), max_num=3)

    class Meta:
        icon = "check"
        label = "Promises"
        template = "guides/blocks/home/promises.html"
        description = "Up to three promises. The shop adds the one on delivery from its settings."
        preview_value = {
            "promises": [{"icon": "leaf", "title": "A short list", "text": "In plain English", "link": ""}]
        }


class ProofBlock(blocks.StructBlock):
    """Who stands behind the shop, what its customers say, and its certificates."""

    heading = blocks.CharBlock(max_length=80, required=False)
    quote = blocks.TextBlock(rows=3)
    who = blocks.CharBlock(max_length=80, label="Name")
    role = blocks.CharBlock(max_length=80, required=False)
    picture = PictureChooser(required=False)
    link_text = blocks.CharBlock(max_length=60, required=False, default="Our story")
    link = own_link()

    class Meta:
        icon = "openquote"
        label = "Proof"
        template = "guides/blocks/home/proof.html"
        description = "The founder’s words. Rating and certificates are added from reviews and products."
        preview_value = {
            "heading": "",
            "quote": "A label should fit in one breath.",
            "who": "Ada Marsh",
            "role": "Founder",
            "picture": None,
            "link_text": "Our story",
            "link": "/about/",
        }

    def get_context(self, value: Any, parent_context: Any = None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        return context | {"proof": current_catalogue().proof}


class RoutineStepBlock(blocks.StructBlock):
    """One step of a routine."""

    title = blocks.CharBlock(max_length=60)
    text = blocks.CharBlock(max_length=200)
    link_text = blocks.CharBlock(max_length=60, required=False)
    link = own_link()

    class Meta:
        label = "Step"


class RoutineBlock(blocks.StructBlock):
    """A routine in a few steps, beside a picture."""

    heading = blocks.CharBlock(max_length=80)
    text = blocks.CharBlock(max_length=240, required=False)
    picture = PictureChooser(required=False)
    steps = blocks.ListBlock(RoutineStepBlock(), min_num=2, max_num=4)

    class Meta:
        icon = "list-ol"
        label = "Routine"
        template = "guides/blocks/home/routine.html"
        description = "Two to four steps beside a picture, each with a link if you like."
        preview_value = {
            "heading": "Ten slow minutes",
            "text": "",
            "picture": None,
            "steps": [
                {"title": "Warm your hands", "text": "A few drops are enough.", "link_text": "", "link": ""}
            ]
            * 2,
        }


class GuidesBlock(blocks.StructBlock):
    """Guides to begin with."""

    heading = blocks.CharBlock(max_length=80, default="Guides for slow hands")
    rule = blocks.ChoiceBlock(
        choices=[("first", "The first part of each series"), ("newest", "The newest guides")], default="first"
    )

    class Meta:
        icon = "doc-full"
        label = "Guides"
        template = "guides/blocks/home/guides.html"
        description = "Three guides: the first of each series, or the newest."
        preview_value = {"heading": "Guides for slow hands", "rule": "first"}


class StoryBlock(blocks.StructBlock):
    """Text beside a picture."""

    heading = blocks.CharBlock(max_length=80)
    text = blocks.RichTextBlock(features=["bold", "italic", "link"])
    picture = PictureChooser(required=False)
    link_text = blocks.CharBlock(max_length=60, required=False)
    link = own_link()

    class Meta:
        icon = "image"
        label = "Text and picture"
        template = "guides/blocks/home/story.html"
        description = "A heading and a few sentences beside a picture."
        preview_value = {
            "heading": "Plain on purpose",
            "text": "<p>Little.</p>",
            "picture": None,
            "link_text": "",
            "link": "",
        }


class FreeGuideBlock(SignUpBlock):
    """The sign-up form with its free guide; the form above the footer is left out then."""

    class Meta:
        label = "Free guide"
        template = "guides/blocks/home/free_guide.html"
        description = "The form for the free guide. The same form above the footer is left out."
        preview_value = {"guide": ""}


class HomeBlock(blocks.StreamBlock):
    """Everything below the hero, in the order that editors choose."""

    promises = PromisesBlock()
    products = ProductsBlock()
    routine = RoutineBlock()
    proof = ProofBlock()
    guides = GuidesBlock()
    story = StoryBlock()
    free_guide = FreeGuideBlock()
