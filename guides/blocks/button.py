"""A link that stands out."""

from wagtail import blocks

from guides.blocks.choosers import PageChooser


class ButtonBlock(blocks.StructBlock):
    """A button to another page of this site."""

    label = blocks.CharBlock(max_length=50)
    page = PageChooser()

    class Meta:
        icon = "link"
        label = "Button"
        template = "guides/blocks/button.html"
        description = "A button to another guide or page. Products have a block of their own."
        preview_value = {"label": "Read part two", "page": None}
