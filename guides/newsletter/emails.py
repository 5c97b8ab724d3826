"""Service emails of the newsletter, each sent because its recipient asked for something."""

from typing import Any, Final

from django.dispatch import receiver

from guides.newsletter import tokens
from guides.newsletter.consent import bounces, followers
from guides.newsletter.consent.unsubscribe import is_dead
from guides.newsletter.lead_magnet.services import title_of
from guides.newsletter.models import DataRequest, SignUp, Subscriber
from shop.mail.compose import Content, link, render
from shop.mail.headers import unsubscribe_headers
from shop.mail.kinds import register, register_notice
from shop.mail.models import OutboxEmail
from shop.signals import recipient_refused

KEEP_DAYS = 30  # as long as an unconfirmed address
ONE_CLICK: Final[dict[str, Any]] = {"keep_days": KEEP_DAYS, "has_secret_link": True}


def register_kinds() -> None:
    """Register how each kind of email is composed; called once all models are loaded."""
    _register_of_sign_ups()
    _register_of_subscribers()
    register_notice("newsletter.held_back", label="Newsletter not sent")
    register_notice("newsletter.test", label="Test of a newsletter")


def _register_of_sign_ups() -> None:
    register(
        "newsletter.confirmation",
        label="Confirm a sign-up",
        compose=confirmation,
        moment="Somebody signs up to the newsletter, and has to confirm it.",
        **ONE_CLICK,
    )
    register(
        "newsletter.guide",
        label="Link to a free guide",
        compose=guide,
        moment="A subscriber has asked for a free guide.",
        **ONE_CLICK,
    )


def _register_of_subscribers() -> None:
    register(
        "newsletter.data_link",
        label="Link to one’s data",
        compose=data_link,
        moment="A subscriber asks what is stored about them.",
        **ONE_CLICK,
    )
    register(
        "newsletter.still_there",
        label="Question after two years",
        compose=still_there,
        moment="A subscriber has opened and clicked nothing for two years.",
        **ONE_CLICK,
    )


def confirmation(sign_up_id: int) -> Content | None:
    """The confirmation link; None if the sign-up was used or replaced, or the address is dead."""
    found = SignUp.objects.select_related("subscriber").filter(pk=sign_up_id, used_at=None, replaced=False)
    sign_up = found.first()
    if sign_up is None or is_dead(sign_up.subscriber.email_hash):
        return None
    context = {
        "sign_up": sign_up,
        "guide_title": title_of(sign_up.guide),
        "series_title": followers.title_of(sign_up.series),
        "confirm_url": link("newsletter-confirm", tokens.for_sign_up(sign_up)),
    }
    subject = "Your free guide: one click to go" if sign_up.guide else "Please confirm your email address"
    return render("newsletter/mail/confirm", subject=subject, context=context)


def guide(subscriber_id: int, slug: str) -> Content | None:
    """The link to a free guide; None if the address isn't confirmed or the guide isn't published."""
    person = Subscriber.objects.filter(pk=subscriber_id).exclude(state=Subscriber.UNCONFIRMED).first()
    title = title_of(slug)
    if person is None or not title:
        return None
    context = {
        "guide_title": title,
        "guide_url": link("newsletter-guide", tokens.make(tokens.GUIDE, person.key.hex, slug)),
        "preferences_url": link("newsletter-preferences", tokens.for_unsubscribing(person)),
        "days": (tokens.LIVES[tokens.GUIDE] or 0) // tokens.DAY,
    }
    return render("newsletter/mail/guide", subject=f"Here it is: {title}", context=context)


def data_link(request_id: int) -> Content | None:
    """The link to the recipient's personal data; None once it was erased."""
    asked = DataRequest.objects.filter(pk=request_id, erased_at=None).first()
    if asked is None:
        return None
    context = {"data_url": link("newsletter-data", tokens.make(tokens.RIGHTS, asked.pk, asked.nonce))}
    return render("newsletter/mail/data", subject="Your data", context=context)


def still_there(subscriber_id: int) -> Content | None:
    """Asks a subscriber after two years without activity whether to continue."""
    person = Subscriber.objects.filter(pk=subscriber_id, state=Subscriber.CONFIRMED).first()
    if person is None:
        return None
    token = tokens.for_unsubscribing(person)
    return render(
        "newsletter/mail/still_there",
        subject="Do you still want our emails?",
        context={"preferences_url": link("newsletter-preferences", token)},
        headers=unsubscribe_headers(link("newsletter-unsubscribe", token)),
    )


@receiver(recipient_refused, dispatch_uid="newsletter.recipient_refused")
def mailbox_is_gone(email: OutboxEmail, **_: object) -> None:
    """Unsubscribe an address that the mail server refused as unknown."""
    if person := Subscriber.objects.filter(email=email.recipient.lower()).first():
        bounces.mailbox_gone(person)
