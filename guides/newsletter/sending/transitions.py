"""A newsletter's state while it is being sent: finished, or stopped by the editors or by refusals."""

from django.db import transaction
from django.utils import timezone

from guides.newsletter.models import Delivery, Newsletter


def finish(newsletter: Newsletter) -> bool:
    """Mark a newsletter as sent; False while emails are waiting or being handed over."""
    left = Delivery.objects.filter(newsletter=newsletter, state__in=(Delivery.WAITING, Delivery.CLAIMED))
    if left.exists():
        return False
    sending = Newsletter.objects.filter(pk=newsletter.pk, state=Newsletter.SENDING)
    return bool(sending.update(state=Newsletter.SENT, finished_at=timezone.now()))


@transaction.atomic
def stop(*, newsletter: Newsletter) -> None:
    """Stop sending at once; one that hasn't started becomes a draft. Each lease checks the state again."""
    going = Newsletter.objects.filter(pk=newsletter.pk)
    if not going.filter(state=Newsletter.SENDING).update(state=Newsletter.STOPPED):
        before = (Newsletter.SCHEDULED, Newsletter.QUEUEING)
        going.filter(state__in=before).update(state=Newsletter.DRAFT, send_at=None)
