"""Following a series: told of each new part, and of nothing else."""

from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from wagtail.models import Page, get_page_models

from guides.newsletter import statements
from guides.newsletter.consent import records as consent_records
from guides.newsletter.consent.records import ConsentContext
from guides.newsletter.models import Newsletter, Permission, SignUp


def _kinds() -> list[type[Page]]:
    return [kind for kind in get_page_models() if getattr(kind, "has_followers", False)]


def _all() -> Any:
    kinds = _kinds()
    return Page.objects.type(*kinds) if kinds else Page.objects.none()


def followable() -> QuerySet[Page, tuple[str, str]]:
    """Slug and title of each live series."""
    return _all().live().order_by("title").values_list("slug", "title")


def title_of(slug: str) -> str:
    """The title of a series that can be followed, or nothing."""
    found = followable().filter(slug=slug).first() if slug else None
    return str(found[1]) if found else ""


def name_of(slug: str) -> str:
    """The title of a series that somebody follows, published at the moment or not; else its slug."""
    found = _all().filter(slug=slug).values_list("title", flat=True).first()
    return found or slug


def followers_of(slugs: Iterable[str]) -> int:
    """How many people follow any of these series, whether or not they can be emailed now."""
    followed = Permission.objects.filter(purpose=statements.SERIES, scope__in=list(slugs))
    return followed.values("subscriber_id").distinct().count()


def followed_below(pages: Iterable[Page]) -> list[str]:
    """The slugs of all series among these pages and below them, published or not."""
    kinds = _kinds()
    trees = [Page.objects.descendant_of(page, inclusive=True).type(*kinds) for page in pages if kinds]
    return sorted({slug for tree in trees for slug in tree.values_list("slug", flat=True)})


@transaction.atomic
def end(*, slug: str) -> int:
    """The consent was for this series only, so it ends with it; returns how many did."""
    held = Permission.objects.filter(purpose=statements.SERIES, scope=slug).select_related("subscriber")
    form = ConsentContext("series", page=slug)
    for permission in held:
        consent_records.withdraw(permission.subscriber, purpose=statements.SERIES, scope=slug, form=form)
    return len(held)


@transaction.atomic
def rename(*, old: str, new: str) -> None:
    """The same series under another address keeps its followers; the record keeps what it was called."""
    followed = Permission.objects.filter(purpose=statements.SERIES, scope=old)
    already = Permission.objects.filter(purpose=statements.SERIES, scope=new).values("subscriber_id")
    followed.exclude(subscriber_id__in=already).update(scope=new)
    SignUp.objects.filter(series=old, used_at=None).update(series=new)
    Newsletter.objects.filter(series=old).exclude(state=Newsletter.SENT).update(series=new)
