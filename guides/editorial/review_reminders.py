"""Emails to editors about guides whose review is due."""

from datetime import date

from django.conf import settings
from django.db.models import QuerySet
from django.urls import reverse

from guides.claims.cms.permissions import moderator_emails
from guides.models import GuidePage
from shop.mail import outbox

AGAIN_AFTER = 7  # days


def due(today: date) -> QuerySet[GuidePage]:
    """Live guides whose review is due, the longest overdue first."""
    return GuidePage.objects.live().filter(review_due__lte=today).order_by("review_due")


def remind(today: date) -> int:
    """An email to each editor and owner on the day and every week after; returns how many are due."""
    pages = [page for page in due(today) if _overdue(page, today) % AGAIN_AFTER == 0]
    if not pages:
        return 0
    to = moderator_emails() | {page.owner.email for page in pages if page.owner}
    text = "\n".join(_line(page, today) for page in pages)
    for address in sorted(address for address in to if address):
        outbox.queue("desk.reviews_due", to=address, args={"subject": "Guides to review", "text": text})
    return len(pages)


def _overdue(page: GuidePage, today: date) -> int:
    """Days since the review was due."""
    return (today - page.review_due).days if page.review_due else 0


def _line(page: GuidePage, today: date) -> str:
    days = _overdue(page, today)
    when = "today" if not days else f"{days} days ago"
    link = settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_pages:edit", args=[page.pk])
    return f"“{page.title}”: review due {when}. {link}"
