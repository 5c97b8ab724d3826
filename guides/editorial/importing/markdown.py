"""Reads Markdown files with front matter, as Hugo, Jekyll, Astro and Obsidian keep them. Pure."""

import re
from functools import cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from guides.editorial.importing.article import Article, Export
from guides.editorial.importing.front_matter import BadFrontMatter, parted, word, words

if TYPE_CHECKING:
    from markdown_it import MarkdownIt

TITLE = re.compile(r"\A\s*#[ \t]+(.+?)[ \t]*#*[ \t]*(?:\r?\n|\Z)")
SPECIAL = {"readme", "license", "changelog"}


def read_markdown(files: dict[str, bytes]) -> Export:
    """An article for each file, in the order of their names."""
    export = Export([])
    for name in sorted(files):
        if PurePosixPath(name).stem.lower() in SPECIAL:
            continue
        try:
            export.articles.append(_article(name, files[name].decode("utf-8-sig")))
        except UnicodeDecodeError:
            export.notes.append(f"{name}: it isn’t stored as UTF-8, so it was left out.")
        except BadFrontMatter:
            export.notes.append(f"{name}: the lines between --- can’t be read, so it was left out.")
    return export


def _article(name: str, text: str) -> Article:
    facts, text = parted(text)
    title = word(facts, "title")
    heading = TITLE.match(text)
    if heading and title in ("", heading[1]):
        title, text = heading[1], text[heading.end() :]
    path = PurePosixPath(name)
    return Article(
        title=title or path.stem.replace("-", " ").replace("_", " ").capitalize(),
        html=_markdown().render(text),
        folder=str(path.parent),
        addresses=_addresses(facts),
        **_said(facts),
    )


def _said(facts: dict[str, Any]) -> dict[str, Any]:
    return {
        "introduction": word(facts, "excerpt", "summary", "introduction", "description"),
        "author": word(facts, "author", "authors"),
        "search_title": word(facts, "seo_title", "meta_title"),
        "search_description": word(facts, "meta_description", "description"),
        "tags": words(facts, "tags", "categories", "category"),
        "cover": word(facts, "cover", "image", "featured_image", "feature_image", "thumbnail"),
        "cover_alt": word(facts, "cover_alt", "image_alt", "alt"),
    }


def _addresses(facts: dict[str, Any]) -> tuple[str, ...]:
    found = words(facts, "url", "permalink", "aliases", "redirect_from")
    return tuple(address for address in found if address.startswith(("/", "http://", "https://")))


@cache
def _markdown() -> "MarkdownIt":
    """Loaded by the first import: few shops import guides."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
