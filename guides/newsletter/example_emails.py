"""What the examples of the newsletter’s service emails are about."""

from typing import Any, Final

from django.utils import timezone

from guides.newsletter.models import DataRequest, FreeGuide, SignUp, Subscriber
from shop.mail.examples import Make

EMAIL: Final = "una.quill@example.com"


def _subscriber() -> Subscriber:
    given = {"state": Subscriber.CONFIRMED, "confirmed_at": timezone.now()}
    person, _ = Subscriber.objects.get_or_create(email=EMAIL, defaults=given)
    return person


def _free_guide() -> dict[str, Any] | None:
    slug = FreeGuide.objects.filter(live=True).values_list("slug", flat=True).first()
    return {"subscriber_id": _subscriber().pk, "slug": slug} if slug else None


OF_NEWSLETTER: Final[dict[str, Make]] = {
    "newsletter.confirmation": lambda: {
        "sign_up_id": SignUp.objects.create(subscriber=_subscriber(), news=True).pk
    },
    "newsletter.data_link": lambda: {"request_id": DataRequest.objects.create(email=EMAIL).pk},
    "newsletter.guide": _free_guide,
    "newsletter.still_there": lambda: {"subscriber_id": _subscriber().pk},
}
