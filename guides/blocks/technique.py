"""A technique in a guide."""

from wagtail import blocks

from guides.blocks.choosers import SnippetChooser


class TechniqueBlock(blocks.StructBlock):
    """A shared technique, with a note of this guide's own."""

    technique = SnippetChooser("guides.Technique")
    note = blocks.TextBlock(rows=2, required=False, help_text="What this guide adds to it.")

    class Meta:
        icon = "guides-hand"
        label = "Technique"
        template = "guides/blocks/technique.html"
        description = "How it is done, where, how firmly and from which age; edited under Techniques."

    def get_preview_value(self) -> blocks.StructValue:
        """The first published technique, or None."""
        technique = self.child_blocks["technique"].model_class.objects.live().first()
        return self.normalize({"technique": technique, "note": "Slower than you think."})
