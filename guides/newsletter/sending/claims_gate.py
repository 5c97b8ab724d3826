"""Checks a newsletter again just before it is sent: claims rules or an announced page may have changed."""

from collections.abc import Iterable

from wagtail.models import Page

from guides.claims.cms.permissions import moderator_emails
from guides.claims.review.completeness import NotPublishable
from guides.claims.review.gate import assert_publishable
from guides.newsletter.models import Newsletter
from shop.mail import outbox


def is_refused(newsletter: Newsletter) -> bool:
    """Whether it mustn't be sent; then it becomes a draft again and the editors are emailed why."""
    try:
        assert_publishable(newsletter)
    except NotPublishable as error:
        unschedule(newsletter, error.messages)
        return True
    return False


def unschedule(newsletter: Newsletter, reasons: Iterable[str]) -> None:
    """Make it a draft again and email the editors why."""
    Newsletter.objects.filter(pk=newsletter.pk).update(state=Newsletter.DRAFT, send_at=None)
    text = "\n\n".join([*reasons, "It is a draft again, and it hasn’t been sent to anyone."])
    args = {"subject": f"Not sent: {newsletter.subject}", "text": text}
    for address in sorted(moderator_emails()):
        outbox.queue("newsletter.held_back", to=address, args=args)


def waits_for_its_part(newsletter: Newsletter) -> bool:
    """Whether it announces a part that isn't live; then it waits without a time until the part is live."""
    if not newsletter.part:
        return False
    page = Page.objects.filter(pk=newsletter.part.removeprefix("page-")).first()
    if page and page.live:
        return False
    state = Newsletter.SCHEDULED if page else Newsletter.DRAFT
    Newsletter.objects.filter(pk=newsletter.pk).update(state=state, send_at=None)
    return True
