"""Turns inline HTML into what the editor's text block holds: bold, italic and links. Pure."""

import re
from collections import Counter
from html import escape
from urllib.parse import urlsplit

from bs4 import Tag
from bs4.element import NavigableString, PageElement, PreformattedString

from guides.pasted_links import clean_link
from guides.source_notes import LINK_TYPE

BOLD, ITALIC = {"b", "strong"}, {"i", "em", "cite"}
DROPPED = {
    "script", "style", "form", "input", "button", "select", "textarea", "svg", "canvas", "noscript",
    "template", "object", "embed", "applet", "audio", "video", "iframe", "map", "math", "frame", "frameset",
    "meta", "link",
}  # fmt: skip
SPACE = re.compile(r"\s+")
# What the pasting puts on marks of footnotes: the key of a source, or where in the guide they lead.
SOURCE, LEADS_TO = "data-source-key", "data-leads-to"


class InlineText:
    """Writes inline nodes as the text block's HTML, and counts what it keeps and leaves out."""

    def __init__(self, site: str) -> None:
        self.site = site.rstrip("/")
        self.links = 0
        self.dropped: Counter[str] = Counter()

    def write(self, node: PageElement) -> str:
        """The node as HTML."""
        if isinstance(node, PreformattedString):  # comments and declarations
            return ""
        if isinstance(node, NavigableString):
            return escape(SPACE.sub(" ", node), quote=False)
        return self._tag(node) if isinstance(node, Tag) else ""

    def write_all(self, tag: Tag) -> str:
        """The tag's children as HTML."""
        return "".join(map(self.write, tag.children)).strip()

    def _tag(self, tag: Tag) -> str:
        if tag.name in DROPPED:
            self.dropped[tag.name] += 1
            return ""
        if tag.name == "br":
            return "<br/>"
        inner = "".join(map(self.write, tag.children))
        if tag.name == "a":
            return self._link(tag, inner)
        if tag.name == "p":
            return f"{inner}<br/>" if tag.find_next_sibling() else inner
        kind = "b" if tag.name in BOLD else "i" if tag.name in ITALIC else ""
        return f"<{kind}>{inner}</{kind}>" if kind and inner.strip() else inner

    def _link(self, tag: Tag, inner: str) -> str:
        if key := tag.get(SOURCE):
            return f'<a id="{key}" linktype="{LINK_TYPE}">{inner}</a>'
        if place := tag.get(LEADS_TO):
            return f'<a href="{place}">{inner}</a>'
        return self._web_link(tag, inner)

    def _web_link(self, tag: Tag, inner: str) -> str:
        address = self.address(str(tag.get("href") or ""))
        if not inner.strip():
            return inner
        if not address:
            self.dropped["link"] += 1
            return inner
        self.links += 1
        return f'<a href="{escape(address)}">{inner}</a>'

    def address(self, href: str) -> str:
        """Where a link leads on this site or elsewhere; empty if nowhere."""
        href = clean_link(href.strip())
        if self.site and (href == self.site or href.startswith(f"{self.site}/")):
            return href.removeprefix(self.site) or "/"
        try:
            scheme = urlsplit(href).scheme
        except ValueError:
            return ""
        is_local = href.startswith("/") and not href.startswith("//")
        return href if scheme in {"http", "https", "mailto", "tel"} or is_local else ""
