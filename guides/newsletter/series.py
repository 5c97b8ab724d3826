"""Following a series: told of each new part, and of nothing else."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils.html import format_html
from wagtail.models import Page, get_page_models

from guides.newsletter import queueing, record, wordings
from guides.newsletter.models import Newsletter, Permission, SignUp
from guides.newsletter.record import Form


def followable() -> QuerySet[Page, tuple[str, str]]:
    """Slug and title of each live series."""
    kinds = [kind for kind in get_page_models() if getattr(kind, "has_followers", False)]
    pages = Page.objects.live().type(*kinds) if kinds else Page.objects.none()
    return pages.order_by("title").values_list("slug", "title")


def title_of(slug: str) -> str:
    """The title of a series that can be followed, or nothing."""
    found = followable().filter(slug=slug).first() if slug else None
    return str(found[1]) if found else ""


@transaction.atomic
def announce(*, part: Any) -> Newsletter | None:
    """Queue “a new part is out” for a part's series; None where that was done before."""
    title, url = part.title, part.full_url or settings.SHOP_URL + (part.url or "")
    about = part.search_description or part.introduction
    words = format_html('<p>{}</p><p><a href="{}">Read “{}”</a></p>', about, url, title)
    newsletter, made = Newsletter.objects.get_or_create(
        part=f"page-{part.pk}",
        defaults={
            "subject": f"A new part is out: {title}"[:120],
            "audience": wordings.SERIES,
            "series": part.get_parent().slug[:80],
            "body": [("text", words)],
        },
    )
    if not made:
        return None
    queueing.schedule(newsletter=newsletter)
    return newsletter


@transaction.atomic
def end(*, slug: str) -> int:
    """The consent was for this series only, so it ends with it; returns how many did."""
    held = Permission.objects.filter(purpose=wordings.SERIES, scope=slug).select_related("subscriber")
    form = Form("series", page=slug)
    for permission in held:
        record.withdraw(permission.subscriber, purpose=wordings.SERIES, scope=slug, form=form)
    return len(held)


@transaction.atomic
def rename(*, old: str, new: str) -> None:
    """The same series under another address keeps its followers; the record keeps what it was called."""
    followed = Permission.objects.filter(purpose=wordings.SERIES, scope=old)
    already = Permission.objects.filter(purpose=wordings.SERIES, scope=new).values("subscriber_id")
    followed.exclude(subscriber_id__in=already).update(scope=new)
    SignUp.objects.filter(series=old, used_at=None).update(series=new)
    Newsletter.objects.filter(series=old).exclude(state=Newsletter.SENT).update(series=new)
