"""Reads WordPress's export (Tools → Export, “WXR”). Pure.

Entities and DTDs are refused, and nothing is fetched.
"""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from guides.editorial.importing.article import Article, Export, UnreadableExport

PREFIXES = (
    (re.compile(r"\{http://wordpress\.org/export/[\d.]+/excerpt/\}"), "excerpt:"),
    (re.compile(r"\{http://wordpress\.org/export/[\d.]+/\}"), "wp:"),
    (re.compile(r"\{http://purl\.org/rss/1\.0/modules/content/\}"), "content:"),
    (re.compile(r"\{http://purl\.org/dc/elements/1\.1/\}"), "dc:"),
)
ARTICLES = {"post", "page"}
SILENT = {"attachment", "nav_menu_item", "revision", "wp_global_styles", "wp_navigation", "custom_css"}
UNWANTED = {"trash", "auto-draft", "inherit"}
# WordPress's block editor marks its blocks in comments; older posts part paragraphs by blank lines.
BLOCK_MARK = "<!-- wp:"


def read_wordpress(content: bytes) -> Export:
    """The posts and pages. Raises UnreadableExport."""
    try:
        channel = fromstring(content, forbid_dtd=True).find("channel")
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise UnreadableExport("This isn’t an export of WordPress: its XML can’t be read.") from error
    facts = _facts(channel) if channel is not None else {}
    if channel is None or "wp:wxr_version" not in facts:
        raise UnreadableExport("This isn’t an export of WordPress: choose Tools, Export, All content there.")
    return _export(channel, facts.get("wp:base_blog_url", ""))


def _export(channel: Element, site: str) -> Export:
    items = [(item, _facts(item)) for item in channel.findall("item")]
    authors = dict(_authors(channel))
    files = {facts.get("wp:post_id"): facts.get("wp:attachment_url", "") for _, facts in items}
    left = Counter(facts.get("wp:post_type", "") for _, facts in items)
    wanted = [pair for pair in items if _is_article(pair[1])]
    articles = [_article(item, facts, site, authors, files) for item, facts in wanted]
    other = {kind: number for kind, number in left.items() if kind not in ARTICLES | SILENT}
    return Export(articles, [f"{number} of the kind “{kind}” left out." for kind, number in other.items()])


def _is_article(facts: dict[str, str]) -> bool:
    return facts.get("wp:post_type") in ARTICLES and facts.get("wp:status") not in UNWANTED


def _article(
    item: Element, facts: dict[str, str], site: str, authors: dict[str, str], files: dict[str | None, str]
) -> Article:
    meta = dict(_meta(item))
    creator, html = facts.get("dc:creator", ""), facts.get("content:encoded", "")
    comments = sum(_name(child) == "wp:comment" for child in item)
    return Article(
        title=facts.get("title", ""),
        html=html,
        introduction=facts.get("excerpt:encoded", ""),
        author=authors.get(creator, creator),
        addresses=(facts["link"],) if facts.get("wp:status") == "publish" and facts.get("link") else (),
        search_title=meta.get("_yoast_wpseo_title", "") or meta.get("rank_math_title", ""),
        search_description=meta.get("_yoast_wpseo_metadesc", "") or meta.get("rank_math_description", ""),
        tags=_tags(item),
        cover=files.get(meta.get("_thumbnail_id"), ""),
        site=site,
        has_plain_paragraphs=BLOCK_MARK not in html,
        notes=[f"{comments} comments of readers left out."] if comments else [],
    )


def _authors(channel: Element) -> Iterator[tuple[str, str]]:
    for child in channel:
        if _name(child) == "wp:author":
            facts = _facts(child)
            login = facts.get("wp:author_login", "")
            yield login, facts.get("wp:author_display_name") or login


def _tags(item: Element) -> tuple[str, ...]:
    found = (child.text or "" for child in item if _name(child) == "category")
    return tuple(dict.fromkeys(tag for tag in found if tag and tag != "Uncategorized"))


def _meta(item: Element) -> Iterator[tuple[str, str]]:
    for child in item:
        if _name(child) == "wp:postmeta":
            facts = _facts(child)
            yield facts.get("wp:meta_key", ""), facts.get("wp:meta_value", "")


def _facts(element: Element) -> dict[str, str]:
    """The texts of its children by name, the first of each."""
    found: dict[str, str] = {}
    for child in element:
        found.setdefault(_name(child), (child.text or "").strip())
    return found


def _name(element: Any) -> str:
    """“wp:post_type”, whichever version of the format it is."""
    for pattern, prefix in PREFIXES:
        if found := pattern.match(element.tag):
            return f"{prefix}{element.tag[found.end() :]}"
    return str(element.tag)
