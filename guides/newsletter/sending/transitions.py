"""A newsletter's state while it is being sent: finished, or stopped by the editors or by refusals."""

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone

from guides.newsletter.models import Automation, Delivery, Newsletter
from guides.newsletter.sending.daytime import is_daytime
from shop.caching.site_version import site

REFUSED_BY_ALL = "Twenty emails in a row were refused: see the last error on the email’s own page."


def on_its_way() -> QuerySet[Newsletter]:
    """Newsletters that may leave now: those being sent, and by day those of automations that are on."""
    sending = Q(state=Newsletter.SENDING)
    if is_daytime(timezone.now()):
        sending |= Q(state=Newsletter.AUTOMATIC, step__automation__on_since__isnull=False)
    return Newsletter.objects.filter(sending)


def finish(newsletter: Newsletter) -> bool:
    """Mark a newsletter as sent; False while emails are waiting or being handed over."""
    left = Delivery.objects.filter(newsletter=newsletter, state__in=(Delivery.WAITING, Delivery.CLAIMED))
    if left.exists():
        return False
    sending = Newsletter.objects.filter(pk=newsletter.pk, state=Newsletter.SENDING)
    is_done = bool(sending.update(state=Newsletter.SENT, finished_at=timezone.now()))
    if is_done and newsletter.in_archive:
        site.bump_on_commit()  # the archive lists it now
    return is_done


@transaction.atomic
def stop(*, newsletter: Newsletter) -> None:
    """Stop sending at once; one that hasn't started becomes a draft. Each lease checks the state again.

    A letter of an automation turns the automation off.
    """
    going = Newsletter.objects.filter(pk=newsletter.pk)
    automations = Automation.objects.filter(steps__letter=newsletter, on_since__isnull=False)
    automations.update(on_since=None, stopped_because=REFUSED_BY_ALL)
    if not going.filter(state=Newsletter.SENDING).update(state=Newsletter.STOPPED):
        before = (Newsletter.SCHEDULED, Newsletter.QUEUEING)
        going.filter(state__in=before).update(state=Newsletter.DRAFT, send_at=None)
