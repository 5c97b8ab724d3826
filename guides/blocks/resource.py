"""An external link in a guide."""

from wagtail import blocks

from guides.link_fields import CleanURLBlock

KINDS = (("class", "Class finder"), ("magazine", "Magazine"), ("channel", "Video channel"), ("help", "Help"))


class ResourceBlock(blocks.StructBlock):
    """An external site: what it is and why we recommend it."""

    kind = blocks.ChoiceBlock(choices=KINDS, default="help")
    title = blocks.CharBlock(max_length=100)
    url = CleanURLBlock(label="Address")
    text = blocks.TextBlock(rows=2)

    class Meta:
        icon = "link-external"
        label = "External link"
        template = "guides/blocks/resource.html"
        description = "A class finder, a magazine, a channel or a helpline that isn’t ours."
        preview_value = {
            "kind": "help",
            "title": "National Breastfeeding Helpline",
            "url": "https://www.nationalbreastfeedinghelpline.org.uk/",
            "text": "Trained volunteers, every day of the year.",
        }
