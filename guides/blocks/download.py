"""A file to download."""

from wagtail import blocks

from guides.blocks.choosers import DocumentChooser


class DownloadBlock(blocks.StructBlock):
    """A document of the library, what it is, and what it is for."""

    document = DocumentChooser()
    title = blocks.CharBlock(max_length=100)
    text = blocks.TextBlock(rows=2, required=False, help_text="What it is for.")

    class Meta:
        icon = "download"
        label = "File to download"
        template = "guides/blocks/download.html"
        description = "A PDF, a sheet or a text of the Documents library, with its kind and size."
        preview_value = {"document": None, "title": "Checklist", "text": "To print and hang up."}
