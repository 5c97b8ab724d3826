"""Following a series: told of each new part, and of nothing else."""

from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils.html import format_html
from wagtail.models import Page

from guides.newsletter import queueing, record, wordings
from guides.newsletter.models import Newsletter, Permission
from guides.newsletter.record import Form


def title_of(slug: str) -> str:
    """The title of a series that can be followed, or nothing."""
    found = Page.objects.live().filter(slug=slug).values_list("title", flat=True).first()
    return str(found or "") if slug else ""


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
