"""Numbered steps; massage mode shows them one by one."""

from wagtail import blocks

from guides.blocks.choosers import PictureChooser
from guides.blocks.text import SHORT


class StepBlock(blocks.StructBlock):
    """One step."""

    title = blocks.CharBlock(max_length=100)
    text = blocks.RichTextBlock(features=SHORT)
    image = PictureChooser(required=False)
    alt = blocks.CharBlock(label="What the picture shows", max_length=200, required=False)

    class Meta:
        icon = "list-ol"
        label = "Step"


class StepsBlock(blocks.StructBlock):
    """A heading and its steps."""

    heading = blocks.CharBlock(max_length=100, required=False)
    steps = blocks.ListBlock(StepBlock(), min_num=1)

    class Meta:
        icon = "list-ol"
        label = "Steps"
        template = "guides/blocks/steps.html"
        description = "Numbered steps. Massage mode shows one on each screen."
        preview_value = {
            "heading": "Getting ready",
            "steps": [
                {"title": "Warm the room", "text": "<p>Warm enough for bare skin.</p>", "image": None},
                {"title": "Sit on the floor", "text": "<p>Nobody falls off a floor.</p>", "image": None},
            ],
        }
