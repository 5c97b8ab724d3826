"""What closing an account means for the newsletter: it goes on unless the person ends it, too."""

from typing import Any

from django.dispatch import receiver

from guides.newsletter.consent import unsubscribe
from guides.newsletter.consent.records import ConsentContext
from guides.newsletter.models import Permission, Subscriber, Suppression
from shop.signals import ask_subscribed, end_marketing


@receiver(ask_subscribed, dispatch_uid="newsletter.is_subscribed")
def is_subscribed(email: str, **_: Any) -> bool:
    """Whether the address gets anything of the newsletter."""
    held = Permission.objects.filter(subscriber__email=email, subscriber__state=Subscriber.CONFIRMED)
    return held.exists()


@receiver(end_marketing, dispatch_uid="newsletter.unsubscribe")
def end_subscription(email: str, **_: Any) -> None:
    """End all of it for somebody who has just shown that the account is theirs."""
    if person := Subscriber.objects.filter(email=email).first():
        unsubscribe.end_all(person, reason=Suppression.LEFT, form=ConsentContext("account", page="delete"))
