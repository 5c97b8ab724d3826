"""Turns styles into bold and italic, and names the looks that a guide doesn't keep. Pure."""

import re

from bs4 import BeautifulSoup, Tag

from guides.editorial.pasting.styles import style_of

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
HEAVY = {"bold", "bolder", "600", "700", "800", "900"}
LIGHT = {"normal", "400", "lighter"}
BLACK = {"", "black", "#000", "#000000", "windowtext", "auto", "inherit", "initial", "currentcolor"}
BLANK = {"", "white", "#fff", "#ffffff", "transparent", "none", "auto", "inherit", "initial"}
RGB_BLACK = re.compile(r"rgba?\(0, ?0, ?0")
RGB_WHITE = re.compile(r"rgba?\((255, ?255, ?255|0, ?0, ?0, ?0)")


def read_looks(soup: BeautifulSoup) -> list[str]:
    """Mark what is bold or italic by its style alone. Returns the names of the other looks, sorted."""
    looks: set[str] = set()
    for tag in soup.find_all(True):
        looks |= _looks(tag)
        _emphasise(tag, soup)
    return sorted(looks)


def _looks(tag: Tag) -> set[str]:
    style = style_of(tag)
    tests = {
        "colours": _is_coloured(tag, style),
        "highlighting": _is_highlighted(style),
        "underlining": _is_underlined(tag, style),
        "striking through": tag.name in {"s", "strike"} or "line-through" in style.get("text-decoration", ""),
        "alignment": style.get("text-align", "") in {"center", "right"},
        "raised or lowered letters": tag.name in {"sup", "sub"},
    }
    return {name for name, holds in tests.items() if holds}


def _is_coloured(tag: Tag, style: dict[str, str]) -> bool:
    """Links and headings have colours of their own in every program."""
    colour = style.get("color", "") or str(tag.get("color") or "").lower()
    is_set = colour not in BLACK and not RGB_BLACK.match(colour)
    return is_set and not _is_within(tag, ("a", *HEADINGS))


def _is_highlighted(style: dict[str, str]) -> bool:
    colour = style.get("background-color") or style.get("background") or style.get("mso-highlight") or ""
    return colour not in BLANK and not RGB_WHITE.match(colour)


def _is_underlined(tag: Tag, style: dict[str, str]) -> bool:
    has_line = tag.name == "u" or "underline" in style.get("text-decoration", "")
    return has_line and not _is_within(tag, ("a",)) and tag.find("a") is None


def _is_within(tag: Tag, names: tuple[str, ...]) -> bool:
    return tag.name in names or tag.find_parent(names) is not None


def _emphasise(tag: Tag, soup: BeautifulSoup) -> None:
    style = style_of(tag)
    weight, slant = style.get("font-weight", ""), style.get("font-style", "")
    if tag.name in {"b", "strong"} and weight in LIGHT:
        tag.name = "span"  # Google wraps all that is copied in <b style="font-weight:normal">
    elif tag.name == "span" and not _is_within(tag, HEADINGS):
        if slant == "italic":
            tag.wrap(soup.new_tag("i"))
        if weight in HEAVY:
            tag.wrap(soup.new_tag("b"))
