"""Makes a draft of an imported article, with a report on what was left out."""

from dataclasses import dataclass, field
from html import unescape
from itertools import count
from typing import Any
from urllib.parse import urlsplit
from uuid import uuid4

from django.utils.html import strip_tags
from django.utils.text import slugify
from wagtail.blocks import StreamValue
from wagtail.contrib.redirects.models import Redirect
from wagtail.log_actions import log
from wagtail.models import Page

from guides.editorial.importing.article import Article
from guides.editorial.importing.body_blocks import BodyBlocks, WantedPicture
from guides.editorial.importing.pictures import PictureMissing, PictureStore
from guides.editorial.importing.report import changes
from guides.models import GuidePage, Person
from guides.models.forms import TAKEN

INTRODUCTION: int = GuidePage._meta.get_field("introduction").max_length or 0


@dataclass
class Report:
    """What became of an article."""

    title: str
    page: GuidePage | None = None
    is_skipped: bool = False
    kept: dict[str, int] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)


def import_article(article: Article, *, parent: Page, pictures: PictureStore) -> Report:
    """Report on the article and, unless `pictures.is_check`, make its draft below `parent`."""
    report = Report(article.title[:255])
    if known := _imported_before(article, parent):
        report.is_skipped, report.page = True, known
        return report
    return new_draft(article, parent=parent, pictures=pictures)


def new_draft(
    article: Article, *, parent: Page, pictures: PictureStore, author: Person | None = None
) -> Report:
    """Report on the article and, unless `pictures.is_check`, make its draft, whatever was there before.

    `author` is who wrote an article that names nobody.
    """
    report = Report(article.title[:255])
    guide = GuidePage(title=report.title, live=False, owner=pictures.by, author=author)
    introduction = _introduce(guide, article, report)
    guide.body = body_of([*introduction, *read_body(article, pictures, report)])
    _name_author(guide, article, report)
    _cover(guide, article, pictures, report)
    addresses = _addresses(article, report)
    if not pictures.is_check:
        report.page = _saved(guide, article, parent, addresses, pictures.by)
    return report


def _imported_before(article: Article, parent: Page) -> GuidePage | None:
    """The guide that an earlier import made: its old address leads to it, or it has the same title there."""
    paths = [path for address in article.addresses if (path := _path(address))]
    known = Redirect.objects.filter(old_path__in=paths, redirect_page__isnull=False).first()
    pages = GuidePage.objects.all()
    if known:
        return pages.filter(pk=known.redirect_page_id).first()
    return None if paths else pages.child_of(parent).filter(title=article.title[:255]).first()


def _introduce(guide: GuidePage, article: Article, report: Report) -> list[tuple[str, Any]]:
    """Set the introduction and the words for search engines; a text that is too long goes into the body."""
    guide.seo_title = article.search_title[:255]
    guide.search_description = " ".join(article.search_description.split())
    guide.introduction = " ".join(unescape(strip_tags(article.introduction)).split())
    if len(guide.introduction) <= INTRODUCTION:
        return []
    report.notes.append(f"The introduction is longer than {INTRODUCTION} characters: it begins the text.")
    words, guide.introduction = BodyBlocks(f"<p>{article.introduction}</p>").blocks, ""
    return [(kind, value) for kind, value in words if kind == "text"]


def read_body(article: Article, pictures: PictureStore, report: Report) -> list[tuple[str, Any]]:
    """The blocks with their pictures stored; what is kept and left out goes into the report."""
    body = BodyBlocks(article.html, site=article.site, has_plain_paragraphs=article.has_plain_paragraphs)
    report.notes += [*article.notes, *changes(body)]
    found = _stored(body, article, pictures, report)
    report.kept = {kind: number for kind, number in body.kept.items() if number}
    return found


def body_of(blocks: list[tuple[str, Any]]) -> StreamValue:
    """Blocks as the body of a guide."""
    stored = [{"type": kind, "value": value, "id": str(uuid4())} for kind, value in blocks]
    found: StreamValue = GuidePage.body.field.stream_block.to_python(stored)
    return found


def _stored(
    body: BodyBlocks, article: Article, pictures: PictureStore, report: Report
) -> list[tuple[str, Any]]:
    """The blocks with their pictures stored."""
    found = []
    for kind, value in body.blocks:
        if isinstance(value, WantedPicture):
            try:
                picture = pictures.take(value.address, article, value.alt)
            except PictureMissing as why:
                report.notes.append(str(why))
                continue
            body.kept["pictures"] += 1
            value = {"image": picture and picture.pk, "alt": value.alt[:200], "caption": value.caption[:200]}
        found.append((kind, value))
    return found


def _name_author(guide: GuidePage, article: Article, report: Report) -> None:
    named = list(Person.objects.filter(name__iexact=article.author)[:2]) if article.author else []
    if len(named) == 1:
        guide.author = named[0]
    elif article.author:
        report.notes.append(f"“{article.author}” isn’t among the authors: please choose one.")


def _cover(guide: GuidePage, article: Article, pictures: PictureStore, report: Report) -> None:
    if not article.cover:
        return
    try:
        guide.cover = pictures.take(article.cover, article, article.cover_alt)
        guide.cover_alt = article.cover_alt[:200]
    except PictureMissing as why:
        report.notes.append(f"Cover: {why}")


def _addresses(article: Article, report: Report) -> list[str]:
    """The old addresses that can lead to the draft."""
    paths = list(dict.fromkeys(path for address in article.addresses if (path := _path(address))))
    taken = set(Redirect.objects.filter(old_path__in=paths).values_list("old_path", flat=True))
    report.notes += [f"{path} leads somewhere else already." for path in paths if path in taken]
    return [path for path in paths if path not in taken]


def _path(address: str) -> str:
    """The old address as redirects store it; empty for the first page of a site."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return ""
    path = Redirect.normalise_path(f"{parts.path}?{parts.query}" if parts.query else parts.path)
    return str(path)[:255].removesuffix("/") if len(path) <= 255 else ""


def _saved(guide: GuidePage, article: Article, parent: Page, addresses: list[str], by: Any) -> GuidePage:
    guide.slug = _free_slug(addresses, guide.title, parent)
    parent.refresh_from_db()
    parent.add_child(instance=guide)
    guide.tags.add(*(tag[:100] for tag in article.tags))
    log(instance=guide, action="wagtail.create", user=by)
    guide.save_revision(user=by, log_action=True, clean=False)  # a draft may lack what readers need
    for path in addresses:
        if path != Redirect.normalise_path(guide.url or ""):
            redirect = Redirect.objects.create(old_path=path, redirect_page=guide)
            log(instance=redirect, action="wagtail.create", user=by)
    return guide


def _free_slug(addresses: list[str], title: str, parent: Page) -> str:
    """The end of its old address, or its title; with a number if another page has it."""
    ends = [path.partition("?")[0].rsplit("/", 1)[-1].removesuffix(".html") for path in addresses]
    base = next((found for end in ends if (found := slugify(end))), slugify(title))[:200] or "guide"
    tried = (base if number == 1 else f"{base}-{number}" for number in count(1))
    return next(slug for slug in tried if slug not in TAKEN and Page._slug_is_available(slug, parent))
