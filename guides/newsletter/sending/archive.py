"""The newsletters that anybody may read on the web."""

from django.db.models import QuerySet

from guides.newsletter.models import Newsletter
from shop.caching.site_version import site

# Its link stands in the email, so its page is there as soon as the first email leaves.
ON_THE_WEB = (Newsletter.SENDING, Newsletter.SENT, Newsletter.STOPPED)


def archived() -> QuerySet[Newsletter]:
    """Newsletters of the archive, the newest first; letters of automations and of a series are left out."""
    return Newsletter.objects.filter(in_archive=True, state=Newsletter.SENT).order_by("-finished_at", "-pk")


def readable(pk: int) -> Newsletter | None:
    """One newsletter as it was sent, with its own page in the archive."""
    found = Newsletter.objects.filter(pk=pk, in_archive=True, state__in=ON_THE_WEB).first()
    return found.get_latest_revision_as_object() if found else None


def show(*, newsletter: Newsletter, is_shown: bool) -> None:
    """Put it into the archive or take it out; pages in caches go at once."""
    Newsletter.objects.filter(pk=newsletter.pk).update(in_archive=is_shown)
    site.bump_on_commit()
