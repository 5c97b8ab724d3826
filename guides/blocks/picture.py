"""A picture in the text."""

from wagtail import blocks

from guides.blocks.choosers import PictureChooser


class PictureBlock(blocks.StructBlock):
    """A picture, what it shows, and a line below it."""

    image = PictureChooser()
    alt = blocks.CharBlock(label="What it shows", max_length=200, help_text="For people who can’t see it.")
    caption = blocks.CharBlock(max_length=200, required=False)

    class Meta:
        icon = "image"
        label = "Picture"
        template = "guides/blocks/picture.html"
        description = "A picture across the text, with a caption."
        preview_value = {"image": None, "alt": "A folded towel", "caption": "A folded towel is enough."}
