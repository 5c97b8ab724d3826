"""The safety box."""

from typing import Any

from wagtail import blocks

from guides.blocks.choosers import SnippetChooser


class SafetyBlock(blocks.StructBlock):
    """Safety notes grouped by kind: when not to, stop if, ask a midwife or health visitor."""

    heading = blocks.CharBlock(max_length=100, default="Before you begin")
    notes = blocks.ListBlock(SnippetChooser("guides.SafetyNote"), min_num=1)

    class Meta:
        icon = "warning"
        label = "Safety box"
        template = "guides/blocks/safety.html"
        description = "When not to, when to stop, whom to ask. “Stop if” stays in view in massage mode."

    def get_preview_value(self) -> blocks.StructValue:
        """Three published notes."""
        return self.normalize({"heading": "Before you begin", "notes": list(self._model.objects.live()[:3])})

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        return context | {"safety_kinds": self._model.KINDS}

    @property
    def _model(self) -> Any:
        """SafetyNote, by way of the chooser: the models import the blocks."""
        return self.child_blocks["notes"].child_block.model_class
