"""A box beside the running text."""

from wagtail import blocks

from guides.blocks.text import SHORT_WITH_SOURCES

KINDS = (("tip", "Tip"), ("good_to_know", "Good to know"), ("in_short", "In short"))


class CalloutBlock(blocks.StructBlock):
    """A few sentences that stand out. Cautions have a block of their own."""

    kind = blocks.ChoiceBlock(choices=KINDS, default="tip")
    text = blocks.RichTextBlock(features=SHORT_WITH_SOURCES)

    class Meta:
        icon = "info-circle"
        label = "Callout"
        template = "guides/blocks/callout.html"
        description = "A tip, something good to know, or the guide in short. Cautions go into “Safety”."
        preview_value = {"kind": "tip", "text": "<p>Warm the bottle in a bowl of warm water.</p>"}
