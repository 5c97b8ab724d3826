"""Links of a person: a profile, a practice, a register."""

from wagtail import blocks

from guides.link_fields import CleanURLBlock


class LinkBlock(blocks.StructBlock):
    """A name and an address."""

    label = blocks.CharBlock(max_length=60)
    url = CleanURLBlock()

    class Meta:
        icon = "link"
        label = "Link"


class LinksBlock(blocks.StreamBlock):
    """Any number of links."""

    link = LinkBlock()
