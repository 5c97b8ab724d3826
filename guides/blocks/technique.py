"""A technique out of the library."""

from typing import Any

from wagtail import blocks

from guides.blocks.choosers import SnippetChooser


class TechniqueBlock(blocks.StructBlock):
    """A technique as the library describes it, with a line of this guide's own."""

    technique = SnippetChooser("guides.Technique")
    note = blocks.TextBlock(rows=2, required=False, help_text="What this guide adds to it.")

    class Meta:
        icon = "guides-hand"
        label = "Technique"
        template = "guides/blocks/technique.html"
        description = "How it is done, where, how firmly and from which age; edited in the library."

    def get_preview_value(self) -> Any:
        """The first technique of the library, or none yet."""
        from guides.models import Technique

        return self.normalize(
            {"technique": Technique.objects.live().first(), "note": "Slower than you think."}
        )
