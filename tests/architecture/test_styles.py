"""One style sheet a component, each in the shop's list, in its layer, with colours from the tokens."""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
import tinycss2
from django.conf import settings
from rcssmin import cssmin

from guides.claims.wagtail_hooks import STYLES as CMS_STYLES

CSS = settings.BASE_DIR / "static" / "css"
TEMPLATES = settings.BASE_DIR / "templates"
COMPONENTS = [path for path in settings.STYLES if path.startswith("css/components/")]
# Emails, the PDF and the office have no bundle.
ALONE = {
    "css/email.css",
    "css/newsletter-mail.css",
    "css/document-pdf.css",
    "css/free-guide-pdf.css",
    "css/office.css",
    "css/office-link-preview.css",
    "css/office-offers.css",
    "css/office-packing.css",
    "css/office-prices.css",
    "css/office-products.css",
    "css/office-returns.css",
    "css/office-reviews.css",
    "css/office-tabs.css",
    "css/packing-slip-pdf.css",
}
LONG_LINES = 33
CLASS = re.compile(r"\.([a-zA-Z](?:\w(?<!__)|-(?!-))*?)(?=__|--|[^\w-]|$)")
COLOUR = re.compile(r"#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)\(", re.I)


def sheet(path: str) -> str:
    return (settings.BASE_DIR / "static" / path).read_text()


def selectors(css: str) -> Iterator[str]:
    """Every selector of every rule, however deep in layers and queries."""
    for rule in tinycss2.parse_rule_list(css, skip_comments=True, skip_whitespace=True):
        if rule.type == "qualified-rule":
            yield from split(tinycss2.serialize(rule.prelude))
        elif rule.type == "at-rule" and rule.content and rule.lower_at_keyword != "font-face":
            yield from selectors(tinycss2.serialize(rule.content))


def split(prelude: str) -> list[str]:
    """A list of selectors, not divided within brackets."""
    return [part.strip() for part in re.split(r",(?![^(\[]*[)\]])", prelude)]


def blocks(selector: str) -> list[str]:
    return CLASS.findall(selector)


@cache
def styled() -> set[str]:
    """The blocks that any component's sheet styles."""
    return {block for path in COMPONENTS for selector in selectors(sheet(path)) for block in blocks(selector)}


LAYOUT = {block for selector in selectors(sheet("css/layout.css")) for block in blocks(selector)}


def owned(path: str) -> re.Pattern[str]:
    """The sheet's own name and what begins with it, and the small blocks that its first line names."""
    also = re.match(r"/\* Also: ([^.]*)\. \*/", sheet(path))
    names = re.findall(r"[\w-]+", also[1]) if also else []
    return re.compile("|".join([f"{Path(path).stem}(-.+)?", *names]))


@cache
def names_in_use() -> str:
    files = [*TEMPLATES.rglob("*.html"), *(settings.BASE_DIR / "static/js").glob("*.js")]
    return "\n".join(path.read_text() for path in files)


def test_every_sheet_is_in_the_list_once() -> None:
    found = {f"css/{path.relative_to(CSS)}" for path in CSS.rglob("*.css")}
    assert sorted(settings.STYLES) == sorted(found - ALONE - set(CMS_STYLES))


@pytest.mark.parametrize("path", COMPONENTS)
def test_a_sheet_styles_only_its_component(path: str) -> None:
    own = owned(path)
    for selector in selectors(sheet(path)):
        first = next((block for block in blocks(selector) if block not in LAYOUT), None)
        assert first is None or own.fullmatch(first), selector


@pytest.mark.parametrize("path", COMPONENTS)
def test_a_sheet_has_a_page_that_uses_it(path: str) -> None:
    assert re.search(rf"\b{Path(path).stem}\b", names_in_use())


@pytest.mark.parametrize("path", sorted((TEMPLATES / "components").glob("*.html")), ids=str)
def test_a_styled_component_has_a_sheet_of_its_name(path: Path) -> None:
    name = path.stem.replace("_", "-")
    assert name not in styled() or f"css/components/{name}.css" in settings.STYLES


@pytest.mark.parametrize("path", settings.STYLES)
def test_a_sheet_is_in_its_layer(path: str) -> None:
    css = sheet(path)
    layer = {"components": "components", "css": Path(path).stem}[Path(path).parent.name]
    layer = "utilities" if layer == "forced-colours" else layer
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    opened = [rule for rule in rules if rule.type == "at-rule" and rule.lower_at_keyword != "font-face"]
    assert {tinycss2.serialize(rule.prelude).strip() for rule in opened if rule.content} == {layer}
    assert not [rule for rule in rules if rule.type == "qualified-rule"]


@pytest.mark.parametrize("path", [path for path in settings.STYLES if path != "css/tokens.css"])
def test_colours_come_from_tokens(path: str) -> None:
    assert not COLOUR.findall(sheet(path))


@pytest.mark.parametrize("path", sorted(CSS.rglob("*.css")), ids=lambda path: path.name)
def test_no_line_is_too_long(path: Path) -> None:
    assert max(len(line) for line in path.read_text().splitlines()) <= 120


def test_the_bundle_has_the_selectors_of_the_sheets() -> None:
    """The minifier once took the space before a colon, which made “.a :is(.b)” “.a:is(.b)”."""
    for path in settings.STYLES:
        css = sheet(path)
        assert list(map(plain, selectors(cssmin(css)))) == list(map(plain, selectors(css))), path


def plain(selector: str) -> str:
    """Without white space, but for the space that is a combinator, as ␣."""
    words = " ".join(selector.split())
    return re.sub(r"(?<=[\w)\]*]) (?=[\w.#\[:*&])", "␣", words).replace(" ", "")


def test_lines_stay_readable() -> None:
    """A template tag can't be broken over lines; the number of lines that are long for it only falls."""
    lines = [line for path in TEMPLATES.rglob("*.html") for line in path.read_text().splitlines()]
    assert sum(len(line) > 120 for line in lines) <= LONG_LINES
    sheets = [line for path in CSS.rglob("*.css") for line in path.read_text().splitlines()]
    assert [line for line in sheets if len(line) > 120] == []
