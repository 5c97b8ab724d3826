"""Turns an article's HTML into the blocks of a guide: text, tables, quotes and pictures. Pure."""

from collections import Counter
from dataclasses import dataclass
from html import escape
from typing import Any

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString, PageElement

from guides.editorial.importing.inline_text import DROPPED, InlineText
from guides.editorial.importing.plain_words import words_of
from guides.editorial.importing.shortcodes import without_shortcodes
from guides.editorial.importing.table_grid import JOINED, grid_of

HEADINGS = {"h1": "h2", "h2": "h2", "h3": "h3", "h4": "h3", "h5": "h3", "h6": "h3"}
LISTS = {"ul", "ol"}
MEDIA = ("img", "table", "blockquote", "iframe", "figure")
CONTAINERS = {
    "div", "section", "article", "main", "header", "footer", "aside", "center", "details", "dl", "figure",
    "body", "fieldset", "address", "nav", "picture", "hgroup",
}  # fmt: skip
PARAGRAPHS = {"p", "summary", "dt", "dd", "pre", "figcaption", "legend", "li"}
SILENT = {"hr", "wbr", "source"}
MAX_DEPTH = 60


@dataclass(frozen=True)
class WantedPicture:
    """A picture as an article names it."""

    address: str
    alt: str
    caption: str


class BodyBlocks:
    """Reads the nodes in order; `blocks` holds pairs of a block's name and its value.

    A picture is a WantedPicture until it is stored.
    """

    def __init__(self, html: str, *, site: str = "", has_plain_paragraphs: bool = False) -> None:
        html, self.shortcodes = without_shortcodes(html)
        self.blocks: list[tuple[str, Any]] = []
        self.kept: Counter[str] = Counter()
        self.changed: Counter[str] = Counter()
        self.videos: list[str] = []
        self.inline = InlineText(site)
        self.has_plain_paragraphs = has_plain_paragraphs
        self._text: list[str] = []
        self._loose: list[str] = []  # inline text that stands in no paragraph
        self._depth = 0
        self._read(BeautifulSoup(html, "html.parser"))
        self._end_text()
        self.kept["links"] = self.inline.links

    # --- nodes ------------------------------------------------------------------

    def _read(self, tag: Tag) -> None:
        self._depth += 1
        for node in list(tag.children):
            self._node(node)
        self._end_paragraph()
        self._depth -= 1

    def _node(self, node: PageElement) -> None:
        if isinstance(node, NavigableString):
            self._string(node)
        elif isinstance(node, Tag) and node.name not in SILENT:
            self._tag(node)

    def _string(self, node: NavigableString) -> None:
        if isinstance(node, Comment) or not node.strip():
            if self.has_plain_paragraphs and "\n\n" in node:
                self._end_paragraph()
            return
        parts = node.split("\n\n") if self.has_plain_paragraphs else [str(node)]
        for number, part in enumerate(parts):
            if number:
                self._end_paragraph()
            self._loose.append(self.inline.write(NavigableString(part)))

    def _tag(self, tag: Tag) -> None:
        special = getattr(self, f"_{tag.name}", None) if tag.name in MEDIA else None
        if special:
            self._end_paragraph()
            special(tag)
        elif tag.name in HEADINGS:
            self._heading(tag)
        elif tag.name in LISTS:
            self._list(tag)
        elif tag.name in DROPPED:
            self.inline.write(tag)
        elif self._depth < MAX_DEPTH and (tag.name in CONTAINERS or tag.find((*MEDIA, *LISTS, *HEADINGS))):
            self._end_paragraph()
            self._read(tag)
        elif tag.name in PARAGRAPHS or tag.name in CONTAINERS:
            self._paragraph(tag)
        else:
            self._loose.append(self.inline.write(tag))

    # --- text -------------------------------------------------------------------

    def _paragraph(self, tag: Tag) -> None:
        self._end_paragraph()
        if words := self.inline.write_all(tag):
            self._text.append(f"<p>{words}</p>")

    def _end_paragraph(self) -> None:
        words = "".join(self._loose).strip()
        self._loose = []
        if words:
            self._text.append(f"<p>{words}</p>")

    def _end_text(self) -> None:
        self._end_paragraph()
        if self._text:
            self.blocks.append(("text", {"text": "".join(self._text), "sources": []}))
        self._text = []

    def _heading(self, tag: Tag) -> None:
        self._end_paragraph()
        kind = HEADINGS[tag.name]
        if words := escape(words_of(tag), quote=False):
            self._text.append(f"<{kind}>{words}</{kind}>")
            self.kept["headings"] += 1
            self.changed["headings"] += kind != tag.name
        for picture in tag.find_all("img"):
            self._img(picture)

    def _list(self, tag: Tag) -> None:
        self._end_paragraph()
        media = []
        while found := tag.find(MEDIA):
            media.append(found.extract())
        if entries := self._entries(tag, depth=0):
            self._text.append(f"<{tag.name}>{entries}</{tag.name}>")
            self.kept["lists"] += 1
        for one in media:
            self._tag(one)

    def _entries(self, tag: Tag, depth: int) -> str:
        return "".join(self._entry(item, depth) for item in tag.find_all("li", recursive=False))

    def _entry(self, item: Tag, depth: int) -> str:
        nested = [found.extract() for found in item.find_all(LISTS) if found.find_parent("li") is item]
        words = self.inline.write_all(item)
        below = ""
        if depth < MAX_DEPTH:
            below = "".join(f"<{one.name}>{self._entries(one, depth + 1)}</{one.name}>" for one in nested)
        return f"<li>{words}{below}</li>" if words or below else ""

    # --- blocks -----------------------------------------------------------------

    def _img(self, tag: Tag, caption: str = "") -> None:
        self._end_text()
        address = str(tag.get("data-src") or tag.get("src") or "")
        alt = " ".join(str(tag.get("alt") or "").split())
        self.blocks.append(("picture", WantedPicture(address, alt, caption)))

    def _figure(self, tag: Tag) -> None:
        words = tag.find("figcaption")
        caption = " ".join(words.extract().get_text(" ").split()) if words else ""
        pictures, table = tag.find_all("img"), tag.find("table")
        if table:
            self._table(table, caption)
        elif len(pictures) == 1 and not tag.find("blockquote"):
            self._img(pictures[0], caption)
        else:
            self._read(tag)
            self._loose.append(escape(caption, quote=False))
            self._end_paragraph()

    def _iframe(self, tag: Tag) -> None:
        self.videos.append(str(tag.get("src") or "without an address"))

    def _table(self, tag: Tag, caption: str = "") -> None:
        words = tag.find("caption")
        caption = caption or (words_of(words) if words else "")
        rows = grid_of(tag)
        if len(rows) < 2 or max(map(len, rows)) < 2:
            self._read_cells(tag)
            return
        self._end_text()
        self.kept["tables"] += 1
        self.changed["cells"] += len(tag.find_all(("td", "th"), colspan=JOINED))
        self.changed["cells"] += len(tag.find_all(("td", "th"), rowspan=JOINED))
        self.changed["cell_links"] += len(tag.find_all("a", href=True))
        is_named = bool(tag.find("tbody") and tag.select("tbody th")) or not tag.find("th")
        value = {"caption": caption[:160], "rows": "\n".join("\t".join(row) for row in rows), "sources": []}
        self.blocks.append(("table", value | {"first_column_names_rows": is_named}))
        for picture in tag.find_all("img"):
            self._img(picture)

    def _read_cells(self, tag: Tag) -> None:
        """A table that only lays out its text: one column or one row."""
        self.changed["tables"] += 1
        for cell in tag.find_all(("td", "th", "caption")):
            if cell.find_parent("table") is tag:
                self._read(cell)

    def _blockquote(self, tag: Tag) -> None:
        said_by = tag.find(("cite", "footer"))
        who = " ".join(said_by.extract().get_text(" ").split()).lstrip("—–- ") if said_by else ""
        words = "\n".join(filter(None, (" ".join(part.split()) for part in tag.get_text("\n").split("\n"))))
        if words:
            self._end_text()
            self.kept["quotes"] += 1
            self.blocks.append(("quote", {"text": words, "who": who, "where": ""}))
        for picture in tag.find_all("img"):
            self._img(picture)
