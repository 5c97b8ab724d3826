"""The list of a guide's sources."""

from wagtail import blocks

from guides.blocks.choosers import SnippetChooser
from guides.blocks.text import SOURCE


class SourcesBlock(blocks.StructBlock):
    """All cited sources in the order of their numbers, and further reading."""

    heading = blocks.CharBlock(max_length=100, default="Sources")
    further = blocks.ListBlock(SnippetChooser(SOURCE), default=[], label="Further reading")

    class Meta:
        icon = "list-ul"
        label = "Sources"
        template = "guides/blocks/sources.html"
        description = "A numbered list of everything cited above. You can add further reading."
        preview_value = {"heading": "Sources", "further": []}
