"""Opens and ends incidents, with one email to the owner at the beginning and one when it is over."""

from datetime import timedelta

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.timesince import timesince

from shop.mail import outbox
from shop.monitoring.models import Incident
from shop.monitoring.status import Part
from shop.trader.header import shop_name

OVER_AFTER = timedelta(minutes=10)  # a service that comes and goes is one incident


def record(part: Part) -> None:
    """Compare a result with the open incident of the same check."""
    incident = Incident.objects.filter(name=part.name, ended_at=None).first()
    if incident is None:
        if part.problem:
            _begin(part)
    elif part.problem:
        Incident.objects.filter(pk=incident.pk).update(fine_since=None, problem=part.problem[:250])
    elif incident.fine_since is None:
        Incident.objects.filter(pk=incident.pk).update(fine_since=timezone.now())
    elif incident.fine_since <= timezone.now() - OVER_AFTER:
        _end(incident, part)


def _begin(part: Part) -> None:
    """Open an incident unless another process was first."""
    try:
        with transaction.atomic():
            began = timezone.now()
            Incident.objects.create(name=part.name, problem=part.problem[:250], began_at=began)
            _email("monitoring.began", f"Needs attention: {part.check.title}", part.problem)
    except IntegrityError:
        return


@transaction.atomic
def _end(incident: Incident, part: Part) -> None:
    """End it unless another process was first."""
    still_open = Incident.objects.filter(pk=incident.pk, ended_at=None)
    if still_open.update(ended_at=incident.fine_since):
        lasted = timesince(incident.began_at, incident.fine_since)
        text = f"{part.check.fine}\n\nIt lasted {lasted}: {incident.problem}"
        _email("monitoring.over", f"Works again: {part.check.title}", text)


def _email(kind: str, subject: str, text: str) -> None:
    body = f"{text}\n\nThe back office says the same: {settings.SHOP_URL}/office/"
    args = {"subject": f"{shop_name()}: {subject}", "text": body}
    outbox.queue(kind, to=settings.OWNER_EMAIL, args=args)
