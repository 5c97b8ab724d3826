"""Followers of a series: people who asked for an email about each new part, and nothing else."""

from collections.abc import Iterable

from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Page, get_page_models
from wagtail.query import PageQuerySet

from guides.newsletter import statements
from guides.newsletter.consent import records as consent_records
from guides.newsletter.consent.records import ConsentContext
from guides.newsletter.models import Newsletter, Permission, SignUp


def _series_models() -> list[type[Page]]:
    return [kind for kind in get_page_models() if getattr(kind, "has_followers", False)]


def _series_pages() -> PageQuerySet:
    models = _series_models()
    return Page.objects.type(*models) if models else Page.objects.none()


def followable() -> QuerySet[Page, tuple[str, str]]:
    """Slug and title of each live series."""
    return _series_pages().live().order_by("title").values_list("slug", "title")


def title_of(slug: str) -> str:
    """The title of a live series, or an empty string."""
    found = followable().filter(slug=slug).first() if slug else None
    return str(found[1]) if found else ""


def name_of(slug: str) -> str:
    """The title of a series, published or not; its slug if it doesn't exist."""
    found = _series_pages().filter(slug=slug).values_list("title", flat=True).first()
    return found or slug


def followers_of(slugs: Iterable[str]) -> int:
    """The number of people who follow any of these series, including paused subscribers."""
    followed = Permission.objects.filter(purpose=statements.SERIES, scope__in=list(slugs))
    return followed.values("subscriber_id").distinct().count()


def followed_below(pages: Iterable[Page]) -> list[str]:
    """The slugs of all series among these pages and below them, published or not."""
    models = _series_models()
    trees = [Page.objects.descendant_of(page, inclusive=True).type(*models) for page in pages if models]
    return sorted({slug for tree in trees for slug in tree.values_list("slug", flat=True)})


@transaction.atomic
def end(*, slug: str) -> int:
    """End all consents to a deleted series; returns how many. Each was for this series only."""
    followed = Permission.objects.filter(purpose=statements.SERIES, scope=slug)
    permissions = list(followed.select_related("subscriber"))
    form = ConsentContext("series", page=slug)
    for permission in permissions:
        consent_records.withdraw(permission.subscriber, purpose=statements.SERIES, scope=slug, form=form)
    return len(permissions)


@transaction.atomic
def rename(*, old: str, new: str) -> None:
    """Move followers to a series' new slug; the consent record isn't changed."""
    followed = Permission.objects.filter(purpose=statements.SERIES, scope=old)
    already = Permission.objects.filter(purpose=statements.SERIES, scope=new).values("subscriber_id")
    followed.exclude(subscriber_id__in=already).update(scope=new)
    SignUp.objects.filter(series=old, used_at=None).update(series=new)
    Newsletter.objects.filter(series=old).exclude(state=Newsletter.SENT).update(series=new)
