"""Unschedules content that may no longer go live."""

from django.conf import settings
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import Revision

from guides.claims.content.urls import review_url
from guides.claims.content.watched_models import is_watched
from guides.claims.review.completeness import NotPublishable
from guides.claims.review.gate import assert_publishable
from shop.mail import outbox


def unschedule_due(*, dry_run: bool = False) -> list[str]:
    """Unschedule each due revision that the gate refuses; returns their titles."""
    unscheduled = []
    for revision in Revision.objects.filter(approved_go_live_at__lt=timezone.now()):
        content = revision.as_object()
        if not is_watched(type(content)):
            continue
        try:
            assert_publishable(content)
        except NotPublishable as error:
            unscheduled.append(str(content))
            if not dry_run:
                _unschedule(revision, error)
    return unscheduled


def _unschedule(revision: Revision, error: NotPublishable) -> None:
    Revision.objects.filter(pk=revision.pk).update(approved_go_live_at=None)
    log(instance=error.instance, action="claims.held", data={"reasons": len(error.messages) - 1})
    writer = revision.user
    if writer and writer.email:
        link = settings.WAGTAILADMIN_BASE_URL + review_url(error.instance)
        text = "\n\n".join([*error.messages, f"It is a draft again: {link}"])
        args = {"subject": f"Not published: {error.instance}", "text": text}
        outbox.queue("claims.unscheduled", to=writer.email, args=args)
