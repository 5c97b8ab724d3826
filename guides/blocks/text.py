"""Running text with its sources."""

from wagtail import blocks

from guides.blocks.choosers import SnippetChooser

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "source"]
SHORT_WITH_SOURCES = ["bold", "italic", "ol", "ul", "link", "source"]
SHORT = ["bold", "italic", "ol", "ul", "link"]
SOURCE = "guides.Source"


class TextBlock(blocks.StructBlock):
    """Headings, paragraphs, lists and links, with citations at the end."""

    text = blocks.RichTextBlock(features=FEATURES)
    sources = blocks.ListBlock(SnippetChooser(SOURCE), default=[], collapsed=True)

    class Meta:
        icon = "pilcrow"
        label = "Text"
        template = "guides/blocks/guide_text.html"
        description = "Headings, paragraphs and lists, and the sources behind them."
        preview_value = {
            "text": "<h2>A quiet half hour</h2><p>Choose a time when nobody is hungry or tired.</p>",
            "sources": [],
        }
