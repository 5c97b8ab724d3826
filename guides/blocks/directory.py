"""A directory of other sites on an information page, grouped by kind."""

from dataclasses import dataclass
from typing import Any

from wagtail import blocks

from guides.blocks.resource import KINDS
from guides.link_fields import CleanURLBlock

HEADINGS = {"class": "Classes", "magazine": "Magazines", "channel": "Video channels", "help": "Help"}


@dataclass(frozen=True)
class Group:
    """The entries of one kind, below one heading."""

    heading: str
    entries: list[blocks.StructValue]


class EntryBlock(blocks.StructBlock):
    """One site: what it is, where it is of use, and where to find it."""

    kind = blocks.ChoiceBlock(choices=KINDS, default="class")
    name = blocks.CharBlock(max_length=100)
    url = CleanURLBlock(label="Address")
    text = blocks.CharBlock(max_length=200, label="In a sentence")
    area = blocks.CharBlock(max_length=60, required=False, help_text="Such as Bristol, UK or online.")

    class Meta:
        icon = "link-external"
        label = "Entry"


class DirectoryBlock(blocks.StructBlock):
    """Entries in the editor's order. Readers find them grouped by kind."""

    entries = blocks.ListBlock(EntryBlock(), min_num=1)

    class Meta:
        icon = "list-ul"
        label = "Directory"
        template = "guides/blocks/directory.html"
        description = "Class finders, magazines and channels of others, grouped by kind."
        preview_value = {
            "entries": [
                {
                    "kind": "class",
                    "name": "Baby massage classes",
                    "url": "https://example.org/classes/",
                    "text": "Trained teachers, by postcode.",
                    "area": "UK",
                }
            ]
        }

    def get_context(
        self, value: blocks.StructValue, parent_context: dict[str, Any] | None = None
    ) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(value, parent_context)
        return context | {"groups": grouped(value["entries"])}


def grouped(entries: Any) -> list[Group]:
    """Groups in the order of the kinds; kinds without an entry are left out."""
    groups = [Group(HEADINGS[kind], [one for one in entries if one["kind"] == kind]) for kind in HEADINGS]
    return [group for group in groups if group.entries]
