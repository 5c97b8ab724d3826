"""Statements about benefits, each with its evidence."""

from wagtail import blocks

from guides.blocks.choosers import SnippetChooser
from guides.blocks.text import SOURCE

STRENGTHS = (
    ("good", "Several good studies agree"),
    ("some", "Some evidence"),
    ("little", "Little is known"),
    ("custom", "Handed down, not studied"),
)


class BenefitBlock(blocks.StructBlock):
    """A statement with at least one source."""

    statement = blocks.CharBlock(max_length=160)
    detail = blocks.TextBlock(rows=3, required=False, help_text="Who was studied, and what remains open.")
    strength = blocks.ChoiceBlock(choices=STRENGTHS, default="some")
    sources = blocks.ListBlock(SnippetChooser(SOURCE), min_num=1)

    class Meta:
        icon = "success"
        label = "Statement"


class BenefitsBlock(blocks.StructBlock):
    """A heading and statements."""

    heading = blocks.CharBlock(max_length=100, default="What is known")
    benefits = blocks.ListBlock(BenefitBlock(), min_num=1)

    class Meta:
        icon = "success"
        label = "Benefits and their evidence"
        template = "guides/blocks/benefits.html"
        description = "Statements, each with its sources. Hidden 90 days after the review date."
        preview_value = {
            "heading": "What is known",
            "benefits": [
                {
                    "statement": "Many parents enjoy it",
                    "detail": "Asked after a course of four weeks.",
                    "strength": "some",
                    "sources": [],
                }
            ],
        }
