"""Pictures side by side."""

from wagtail import blocks

from guides.blocks.picture import PictureBlock


class GalleryBlock(blocks.StructBlock):
    """Two to six pictures, each with what it shows."""

    caption = blocks.CharBlock(max_length=200, required=False)
    pictures = blocks.ListBlock(PictureBlock(), min_num=2, max_num=6)

    class Meta:
        icon = "image"
        label = "Gallery"
        template = "guides/blocks/gallery.html"
        description = "Two to six pictures side by side; below each other on a phone."
        preview_value = {
            "caption": "Three ways to hold the bottle",
            "pictures": [
                {"image": None, "alt": "A bottle in a hand", "caption": "In one hand"},
                {"image": None, "alt": "A bottle in two hands", "caption": "In both hands"},
            ],
        }
