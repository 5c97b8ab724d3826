"""Short lists beside a guide’s body: what changed in it, and guides and products chosen by hand."""

from wagtail import blocks

from guides.blocks.choosers import PageChooser, ProductChooser


class ChangeBlock(blocks.StructBlock):
    """A dated line."""

    on = blocks.DateBlock(label="Day")
    text = blocks.CharBlock(max_length=200, label="What changed")

    class Meta:
        icon = "history"
        label = "Change"


class ChangesBlock(blocks.StreamBlock):
    """What changed since a guide was published, in the editor’s words."""

    change = ChangeBlock()


class GuidesBlock(blocks.StreamBlock):
    """Guides chosen by hand, in their order."""

    guide = PageChooser(page_type="guides.GuidePage")


class ProductsBlock(blocks.StreamBlock):
    """Products chosen by hand, in their order."""

    product = ProductChooser()
