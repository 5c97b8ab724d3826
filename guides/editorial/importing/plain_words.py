"""The words of an element without its tags. Pure."""

from bs4 import Tag
from bs4.element import NavigableString, PageElement, PreformattedString

PARTED = {"br", "p", "div", "li", "tr", "td", "th", "h1", "h2", "h3", "h4", "h5", "h6"}


def words_of(tag: Tag) -> str:
    """Joined as they are shown: a new line is a space, a change of style within a word is none."""
    return " ".join("".join(map(_part, tag.descendants)).split())


def _part(node: PageElement) -> str:
    if isinstance(node, PreformattedString):  # comments
        return ""
    if isinstance(node, NavigableString):
        return str(node)
    return " " if isinstance(node, Tag) and node.name in PARTED else ""
