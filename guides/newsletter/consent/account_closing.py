"""Newsletter and closed accounts: a subscription continues unless its owner ends it with the account."""

from django.dispatch import receiver

from guides.newsletter.consent import unsubscribe
from guides.newsletter.consent.records import ConsentContext
from guides.newsletter.models import Permission, Subscriber, Suppression
from shop.signals import ask_subscribed, end_marketing


@receiver(ask_subscribed, dispatch_uid="newsletter.is_subscribed")
def is_subscribed(email: str, **_: object) -> bool:
    """Whether the address receives any newsletter."""
    permissions = Permission.objects.filter(subscriber__email=email, subscriber__state=Subscriber.CONFIRMED)
    return permissions.exists()


@receiver(end_marketing, dispatch_uid="newsletter.unsubscribe")
def end_subscription(email: str, source: str = "account", page: str = "delete", **_: object) -> None:
    """Unsubscribe an address whose owner closes the account, or stops offers from an email of the shop."""
    if person := Subscriber.objects.filter(email=email).first():
        unsubscribe.end_all(person, reason=Suppression.LEFT, form=ConsentContext(source, page=page))
