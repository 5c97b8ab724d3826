"""Opens free guides by their emailed link."""

from django.urls import reverse

from guides.newsletter import tokens
from guides.newsletter.lead_magnet.printables import Printable, printable
from guides.newsletter.lead_magnet.services import title_of
from guides.newsletter.models import FreeGuide, SignUp, Subscriber
from guides.newsletter.tokens import BadToken
from shop.mail import outbox
from shop.web.rate_limits import RateLimited, consume


def url_for(sign_up: SignUp) -> str:
    """The path of the guide that a confirmed sign-up asked for; empty if it is not published."""
    if not title_of(sign_up.guide):
        return ""
    token = tokens.make(tokens.GUIDE, sign_up.subscriber.key.hex, sign_up.guide)
    return reverse("newsletter-guide", args=[token])


def guide_of(token: str) -> FreeGuide | Printable:
    """The published guide or file of a link, which works after its reader was erased; raises BadToken."""
    _, slug = tokens.read(tokens.GUIDE, token)
    guides = FreeGuide.objects.filter(slug=slug, live=True).select_related("cover", "reviewer")
    found = printable(slug) or guides.first()
    if found is None:
        raise BadToken("gone")
    return found


def send_again(key: str, slug: str) -> None:
    """Email a new link to the address of the old one, without showing that address."""
    person = Subscriber.objects.filter(key=key).first()
    try:
        consume("newsletter-guide", key, most=3, minutes=60)
    except RateLimited:
        return
    if person:
        args = {"subscriber_id": person.pk, "slug": slug}
        outbox.queue("newsletter.guide", to=person.email, args=args)
