"""Makes a draft of a pasted document, or adds it to the end of one, and keeps the report."""

from collections.abc import Mapping
from html import escape
from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from wagtail.models import Page

from guides.claims.review.gate import publishing_problems
from guides.editorial.importing.article import Article
from guides.editorial.importing.drafts import INTRODUCTION, Report, body_of, new_draft, read_body
from guides.editorial.models import GuideImport, ImportedArticle
from guides.editorial.pasting.document import Document
from guides.editorial.pasting.introduction import lift_introduction
from guides.editorial.pasting.stored_pictures import PastedPictures
from guides.models import GuidePage, Person

ALT_LENGTH = 200


@transaction.atomic
def make_draft(document: Document, *, parent: Page, by: AbstractBaseUser) -> ImportedArticle:
    """A draft of the document below a page."""
    article, pictures = document.article, PastedPictures(document.files, by=by)
    if not article.introduction:
        _introduce(article)
    author = None if article.author else Person.objects.of_account(by)
    report = new_draft(article, parent=parent, pictures=pictures, author=author)
    return _kept(report, _made(report), by)


def _introduce(article: Article) -> None:
    article.introduction, article.html = lift_introduction(article.html, most=INTRODUCTION)
    if article.introduction:
        article.introduction = escape(article.introduction)  # an article's texts are HTML
        article.notes.append("The first paragraph has become the introduction.")


@transaction.atomic
def add_to_draft(document: Document, *, guide: GuidePage, by: AbstractBaseUser) -> ImportedArticle:
    """A new version of a guide's draft with the document at its end; the one before stays in its history."""
    report = Report(document.article.title, page=guide)
    blocks = read_body(document.article, PastedPictures(document.files, by=by), report)
    draft = guide.get_latest_revision_as_object()
    added = body_of(blocks).get_prep_value() if blocks else []
    draft.body = draft.body.stream_block.to_python([*draft.body.get_prep_value(), *added])
    draft.save_revision(user=by, log_action=True, clean=False)
    return _kept(report, guide, by)


def _made(report: Report) -> GuidePage:
    if report.page is None:  # only a check makes none
        raise GuidePage.DoesNotExist
    return report.page


def _kept(report: Report, guide: GuidePage, by: AbstractBaseUser) -> ImportedArticle:
    given: dict[str, Any] = {"name": f"Pasted: {report.title}"[:200], "parent": guide.get_parent(), "by": by}
    finished = {"stage": GuideImport.MAKE, "state": GuideImport.FINISHED, "total": 1, "done": 1}
    batch = GuideImport.objects.create(content=b"", **given, **finished)
    about = {"title": report.title, "page": guide, "kept": report.kept, "notes": report.notes}
    return ImportedArticle.objects.create(batch=batch, number=0, **about)


def without_words(guide: GuidePage) -> list[tuple[str, Any]]:
    """The pictures of a guide's draft that nobody has described: the block's id and the picture."""
    body = guide.get_latest_revision_as_object().body
    pictures = [block for block in body if block.block_type == "picture"]
    return [
        (str(block.id), block.value["image"])
        for block in pictures
        if block.value["image"] and not block.value["alt"]
    ]


def missing_in(guide: GuidePage) -> dict[str, str]:
    """Messages by field or by a path within a block: what a guide's draft lacks before it can go live."""
    return publishing_problems(guide.get_latest_revision_as_object())


@transaction.atomic
def describe_pictures(*, guide: GuidePage, words: Mapping[str, str], by: AbstractBaseUser) -> int:
    """Say what pictures show, by their block's id. Returns how many were described."""
    draft = guide.get_latest_revision_as_object()
    wanted = {key: " ".join(text.split())[:ALT_LENGTH] for key, text in words.items()}
    changed = [block for block in draft.body if block.block_type == "picture" and wanted.get(str(block.id))]
    for block in changed:
        block.value["alt"] = wanted[str(block.id)]
    if changed:
        draft.save_revision(user=by, log_action=True, clean=False)
    return len(changed)
