"""What became of each notice: the last word of the outbox, of the buyer and of colleagues."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from shop.london import london
from shop.mail.models import OutboxEmail
from shop.recall.models import REACHED, Contact, RecallContact, RecallNotice

SILENT_AFTER = timedelta(days=3)


@dataclass(frozen=True)
class Fate:
    """A notice with its last email and what was noted about it, the last one last."""

    notice: RecallNotice
    email: OutboxEmail | None
    contacts: tuple[RecallContact, ...]

    @property
    def is_reached(self) -> bool:
        """Whether the buyer answered, was spoken to, or has a letter: an email may lie unread."""
        return any(contact.kind in REACHED for contact in self.contacts)

    @property
    def is_bounced(self) -> bool:
        """Whether the email wasn't taken, or came back as a colleague saw."""
        failed = self.email is not None and self.email.state in OutboxEmail.NEEDS_STAFF
        return failed or any(contact.kind == Contact.BOUNCED for contact in self.contacts)

    @property
    def is_silent(self) -> bool:
        """Whether nothing came back for three days after the email left."""
        sent_at = self.email.sent_at if self.email else None
        return bool(sent_at and timezone.now() - sent_at > SILENT_AFTER)

    @property
    def is_to_phone(self) -> bool:
        """Whether an email can't reach the buyer, or hasn't."""
        no_email = not self.notice.order.email
        return not self.is_reached and (no_email or self.is_bounced or self.is_silent)

    @property
    def words(self) -> str:
        """“Sent 3 December 2026”, “Spoken to”."""
        if self.contacts and (self.is_reached or not self.email):
            last = [row for row in self.contacts if row.kind in REACHED or not self.is_reached][-1]
            return f"{last.get_kind_display()} {london(last.at)}"
        if self.is_bounced:
            return "The email came back"
        if not self.notice.order.email:
            return "No email address"
        return self._email_words()

    def _email_words(self) -> str:
        if self.email is None:
            return "Not written to yet"
        if self.email.sent_at:
            return f"Sent {london(self.email.sent_at)}"
        return "Waits to be sent"


def fates_of(notices: Iterable[RecallNotice]) -> list[Fate]:
    """One for each notice, in three queries."""
    rows = list(notices)
    emails = _last_emails(rows)
    contacts: dict[int, list[RecallContact]] = {}
    for contact in RecallContact.objects.filter(notice__in=[row.pk for row in rows if row.pk]):
        contacts.setdefault(contact.notice_id, []).append(contact)
    return [Fate(row, emails.get(row.email_reference), tuple(contacts.get(row.pk or 0, ()))) for row in rows]


def _last_emails(rows: Iterable[RecallNotice]) -> dict[str, OutboxEmail]:
    references = [row.email_reference for row in rows if row.pk]
    return {email.reference: email for email in OutboxEmail.objects.filter(reference__in=references)}
