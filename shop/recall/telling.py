"""Tells everybody who bought: by email, by telephone, by letter; and publishes the public page."""

from django.db import transaction
from django.utils import timezone

from shop.accounts.models import User
from shop.mail import outbox
from shop.recall.buyers import note_buyers
from shop.recall.change_log import NOTED, PUBLISHED, SENT, TESTED, WITHDRAWN, log_change
from shop.recall.emails import KIND, TEST, content_of, example
from shop.recall.models import Contact, Recall, RecallContact, RecallNotice, State
from shop.recall.prepare import CannotRecall


def _open(recall: Recall) -> Recall:
    """Locked, so that it isn't closed at the same moment."""
    recall = Recall.objects.select_for_update(of=("self",)).get(pk=recall.pk)
    if recall.state != State.STOPPED:
        raise CannotRecall("Stop the sale first." if recall.state == State.PREPARED else "It is closed.")
    return recall


def _real(recall: Recall) -> Recall:
    """The same, of a recall that isn't rehearsed."""
    recall = _open(recall)
    if recall.is_rehearsal:
        raise CannotRecall("This is a rehearsal: nobody is written to, and no page is published.")
    return recall


def send_test(*, recall: Recall, by: User) -> None:
    """The email as buyers would get it, to whoever asks."""
    with transaction.atomic():
        outbox.queue_written(TEST, to=by.email, content=content_of(example(recall)))
        log_change(recall, TESTED, by)


@transaction.atomic
def send_notices(*, recall: Recall, by: User) -> int:
    """Email everybody who wasn't emailed yet; returns how many. Raises CannotRecall."""
    recall = _real(recall)
    note_buyers(recall=recall)
    notices = RecallNotice.objects.filter(recall=recall).select_related("order__user")
    sent = sum(_queue(notice) for notice in notices)
    if sent:
        log_change(recall, SENT, by, why=f"{sent} email{'' if sent == 1 else 's'}")
    return sent


def _queue(notice: RecallNotice) -> bool:
    """Once for each order, however often it is pressed; without an address the office's list says so."""
    to, args = str(notice.order.email), {"notice_id": notice.pk}
    key, reference = str(notice.pk), notice.email_reference
    return bool(to) and outbox.queue_once(KIND, key=key, to=to, args=args, reference=reference) is not None


@transaction.atomic
def note_contact(*, notice: RecallNotice, kind: Contact, note: str, by: User | None) -> RecallContact:
    """A call, a letter, or the buyer's own answer, which still counts after the recall is closed."""
    contact = RecallContact.objects.create(notice=notice, kind=kind, note=note.strip()[:500], by=by)
    if by:
        why = f"{notice.order.number}: {contact.get_kind_display()}"
        log_change(notice.recall, NOTED, by, why=why)
    return contact


@transaction.atomic
def publish_page(*, recall: Recall, by: User) -> None:
    """Put the public page on the web; nothing happens where it is there. Raises CannotRecall."""
    recall = _real(recall)
    if Recall.objects.filter(pk=recall.pk, published_at=None).update(published_at=timezone.now()):
        log_change(recall, PUBLISHED, by)


@transaction.atomic
def withdraw_page(*, recall: Recall, by: User) -> None:
    """Make it a draft again."""
    if Recall.objects.filter(pk=recall.pk).exclude(published_at=None).update(published_at=None):
        log_change(recall, WITHDRAWN, by)
