"""Makes real lists of what Word and Google Docs paste in their place. Pure."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from bs4 import BeautifulSoup, Tag
from bs4.element import NavigableString, PreformattedString

from guides.editorial.pasting.styles import classes_of, style_of

LISTS = ("ul", "ol")
LEVEL = re.compile(r"level(\d+)")
IGNORED = re.compile(r"mso-list:\s*ignore", re.IGNORECASE)
MARK = re.compile(r"^\s*(?:[·o§•–▪-]|(\(?(?:\d+|[a-z]|[ivxlc]+)[.)]))[\s\xa0]+", re.IGNORECASE)
ORDERED = re.compile(r"^\(?(\d+|[a-z]|[ivxlc]+)[.)]", re.IGNORECASE)
KIX = re.compile(r"^lst-kix_(\w+)-(\d)$")
INDENT = 36.0  # points a level


@dataclass(frozen=True)
class Item:
    """A paragraph that Word shows as an entry of a list."""

    tag: Tag
    level: int
    is_ordered: bool


def make_lists(soup: BeautifulSoup) -> None:
    """Word's paragraphs become lists; lists inside lists go into the entry before them."""
    for mark in soup.find_all(style=IGNORED):
        if mark.decomposed:
            continue
        if (holder := mark.find_parent("p")) is not None:
            holder["data-mark"] = mark.get_text().strip()
        mark.decompose()
    for paragraph in soup.find_all("p"):
        if not paragraph.decomposed and paragraph.name == "p" and _item(paragraph):
            _build(_run(paragraph), soup)
    for inner in soup.find_all(LISTS):
        _into_entry(inner, soup)
    _join_google(soup)


def _item(tag: Tag) -> Item | None:
    """The paragraph as an entry; None for any other paragraph."""
    style = style_of(tag)
    is_listed = "level" in style.get("mso-list", "")
    if not is_listed and not any(name.startswith("MsoListParagraph") for name in classes_of(tag)):
        return None
    mark = str(tag.get("data-mark") or "") or _typed_mark(tag, is_taken=False)
    if not is_listed and not mark:
        return None  # indented text within a list
    found = LEVEL.search(style.get("mso-list", ""))
    level = int(found[1]) if found else _level_by_indent(style)
    return Item(tag, level, bool(ORDERED.match(mark)))


def _level_by_indent(style: dict[str, str]) -> int:
    found = re.match(r"([\d.]+)pt", style.get("margin-left", ""))
    return max(1, round(float(found[1]) / INDENT)) if found else 1


def _typed_mark(tag: Tag, *, is_taken: bool) -> str:
    """The bullet or number that begins the text; with `is_taken` it is removed."""
    strings = [one for one in tag.find_all(string=True) if not isinstance(one, PreformattedString)]
    found = MARK.match("".join(strings))
    left = found.end() if found and is_taken else 0
    for one in strings:
        if left <= 0:
            break
        one.replace_with(NavigableString(one[left:]))
        left -= len(one)
    return found[0].strip() if found else ""


def _run(first: Tag) -> list[Item]:
    """The entries that follow each other without another element between them."""
    found: list[Item] = []
    tag: Tag | None = first
    while tag is not None and tag.name == "p" and (item := _item(tag)):
        found.append(item)
        tag = tag.find_next_sibling()
    return found


def _build(items: list[Item], soup: BeautifulSoup) -> None:
    place = soup.new_tag("div")
    items[0].tag.insert_before(place)
    open_lists: list[tuple[int, Tag]] = []
    for item in items:
        if "data-mark" not in item.tag.attrs:
            _typed_mark(item.tag, is_taken=True)
        while open_lists and open_lists[-1][0] > item.level:
            open_lists.pop()
        _open(open_lists, item, place, lambda name: soup.new_tag(name))
        item.tag.name = "li"
        open_lists[-1][1].append(item.tag.extract())
    place.unwrap()


def _open(open_lists: list[tuple[int, Tag]], item: Item, place: Tag, made: Callable[[str], Tag]) -> None:
    """Begin a list unless the entry goes on with the one that is open."""
    name = "ol" if item.is_ordered else "ul"
    if open_lists and open_lists[-1][0] == item.level:
        if open_lists[-1][1].name == name or len(open_lists) > 1:
            return
        open_lists.pop()
    fresh = made(name)
    entries = open_lists[-1][1].find_all("li", recursive=False) if open_lists else []
    (entries[-1] if entries else place).append(fresh)
    open_lists.append((item.level, fresh))


def _into_entry(inner: Tag, soup: BeautifulSoup) -> None:
    """A list that stands directly in a list, as Google Docs pastes them, goes into the entry before it."""
    if inner.parent is None or inner.parent.name not in LISTS:
        return
    before = inner.find_previous_sibling("li")
    if before is None:
        inner.wrap(soup.new_tag("li"))
    else:
        before.append(inner.extract())


def _join_google(soup: BeautifulSoup) -> None:
    """Join the lists that Google's saved web page writes beside each other, one for each level."""
    last: dict[str, list[Tag]] = {}
    for tag in soup.find_all(LISTS):
        name, level = _kix(tag)
        before = tag.find_previous_sibling()
        if not name or before is None or before.name not in LISTS or name not in last:
            last[name] = [tag]
            continue
        path = last[name][: level + 1]
        if len(path) > level:
            path[level].extend(list(tag.find_all("li", recursive=False)))
            tag.decompose()
        elif entries := path[-1].find_all("li", recursive=False):
            entries[-1].append(tag.extract())
            path.append(tag)
        last[name] = path


def _kix(tag: Tag) -> tuple[str, int]:
    found = next((match for name in classes_of(tag) if (match := KIX.match(name))), None)
    return (found[1], int(found[2])) if found else ("", 0)
