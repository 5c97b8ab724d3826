"""Reads Ghost's export (Settings → Import/Export, JSON). Pure."""

import json
from html import escape
from typing import Any

from guides.editorial.importing.article import Article, Export, UnreadableExport

SITE = "__GHOST_URL__"  # stands for the address of the site in every link of an export
type Row = dict[str, Any]


def read_ghost(content: bytes) -> Export:
    """The posts and pages. Raises UnreadableExport."""
    data = _data(content)
    users = {row.get("id"): str(row.get("name") or "") for row in _rows(data, "users")}
    tags = {row.get("id"): str(row.get("name") or "") for row in _rows(data, "tags")}
    authors = _joined(data, "posts_authors", "author_id", users)
    tagged = _joined(data, "posts_tags", "tag_id", tags)
    meta = {row.get("post_id"): row for row in _rows(data, "posts_meta")}
    articles = []
    for post in _rows(data, "posts"):
        key = post.get("id")
        article = _article(post, meta.get(key, {}))
        article.author = next(iter(authors.get(key, [])), users.get(post.get("author_id"), ""))
        article.tags = tuple(tag for tag in tagged.get(key, []) if not tag.startswith("#"))
        articles.append(article)
    return Export(articles)


def _data(content: bytes) -> Row:
    try:
        found = json.loads(content)
        found = found["db"][0]["data"] if "db" in found else found["data"]
        if not isinstance(found["posts"], list):
            raise TypeError
    except (ValueError, KeyError, TypeError, IndexError, RecursionError) as error:
        raise UnreadableExport("This isn’t an export of Ghost: it holds no posts.") from error
    return dict(found)


def _rows(data: Row, name: str) -> list[Row]:
    return [row for row in data.get(name) or [] if isinstance(row, dict)]


def _joined(data: Row, table: str, column: str, names: dict[Any, str]) -> dict[Any, list[str]]:
    """The names that each post is linked to, in the order of the export."""
    found: dict[Any, list[str]] = {}
    for row in sorted(_rows(data, table), key=lambda row: int(row.get("sort_order") or 0)):
        if name := names.get(row.get(column)):
            found.setdefault(row.get("post_id"), []).append(name)
    return found


def _article(post: Row, meta: Row) -> Article:
    html, notes = str(post.get("html") or ""), []
    if not html and (plain := str(post.get("plaintext") or "")):
        html = "".join(f"<p>{escape(part)}</p>" for part in plain.split("\n\n"))
        notes = ["Only its plain text is in the export: headings, lists, links and pictures are missing."]
    slug, is_public = str(post.get("slug") or ""), post.get("status") in ("published", "sent")
    return Article(
        title=str(post.get("title") or ""),
        html=html,
        introduction=str(post.get("custom_excerpt") or ""),
        addresses=(f"/{slug}/",) if slug and is_public else (),
        search_title=str(meta.get("meta_title") or post.get("meta_title") or ""),
        search_description=str(meta.get("meta_description") or post.get("meta_description") or ""),
        cover=str(post.get("feature_image") or ""),
        cover_alt=str(meta.get("feature_image_alt") or ""),
        site=SITE,
        notes=notes,
    )
