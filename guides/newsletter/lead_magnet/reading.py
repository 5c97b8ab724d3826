"""Opening a free guide by its mailed link."""

from guides.newsletter import tokens
from guides.newsletter.models import FreeGuide, Subscriber
from guides.newsletter.tokens import BadToken
from shop.mail import outbox
from shop.web.rate_limits import RateLimited, consume


def guide_of(token: str) -> FreeGuide:
    """The published guide a link opens; it needs no row of its reader, who may be erased by now."""
    _, slug = tokens.read(tokens.GUIDE, token)
    found = FreeGuide.objects.filter(slug=slug, live=True).select_related("cover").first()
    if found is None:
        raise BadToken("gone")
    return found


def send_again(key: str, slug: str) -> None:
    """Email a new link to the address the old one went to: nobody else learns which it is."""
    person = Subscriber.objects.filter(key=key).first()
    try:
        consume("newsletter-guide", key, most=3, minutes=60)
    except RateLimited:
        return
    if person:
        args = {"subscriber_id": person.pk, "slug": slug}
        outbox.queue("newsletter.guide", to=person.email, args=args)
