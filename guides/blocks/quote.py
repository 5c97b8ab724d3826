"""A quotation."""

from wagtail import blocks


class QuoteBlock(blocks.StructBlock):
    """A quotation, who said it, and where."""

    text = blocks.TextBlock(rows=3)
    who = blocks.CharBlock(max_length=100)
    where = blocks.CharBlock(max_length=160, required=False)

    class Meta:
        icon = "openquote"
        label = "Quote"
        template = "guides/blocks/quote.html"
        description = "A quotation, with the name of the person who said it."
        preview_value = {"text": "Slow is a speed too.", "who": "Ada Marsh", "where": ""}
