"""Keeps back what was scheduled when its time comes and the claims rules have changed since."""

from django.conf import settings
from django.core.mail import EmailMessage

from guides.claims.editors import editors_mail
from guides.claims.gate import NotReady, hold
from guides.newsletter.models import Newsletter


def held_back(newsletter: Newsletter) -> bool:
    """Whether it has open claims now; then it is a draft again, and the editors are told why."""
    try:
        hold(newsletter)
    except NotReady as error:
        Newsletter.objects.filter(pk=newsletter.pk).update(state=Newsletter.DRAFT, send_at=None)
        _tell(newsletter, error)
        return True
    return False


def _tell(newsletter: Newsletter, error: NotReady) -> None:
    text = "\n\n".join([*error.messages, "It is a draft again, and nobody was sent it."])
    to = sorted(editors_mail())
    EmailMessage(f"Not sent: {newsletter.subject}", text, settings.DEFAULT_FROM_EMAIL, bcc=to).send()
