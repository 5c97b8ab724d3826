"""Links of a person: a profile, a practice, a register."""

from wagtail import blocks


class LinkBlock(blocks.StructBlock):
    """A name and an address."""

    label = blocks.CharBlock(max_length=60)
    url = blocks.URLBlock()

    class Meta:
        icon = "link"
        label = "Link"


class LinksBlock(blocks.StreamBlock):
    """Any number of links."""

    link = LinkBlock()
