"""What the outbox holds about a person, and what of it may be erased."""

from typing import Any

from django.db.models import QuerySet

from shop.fields.email_address import tidy
from shop.london import iso
from shop.mail.kinds import SIX_YEARS, all_kinds, label_of
from shop.mail.models import OutboxEmail
from shop.privacy.personal_data import erases, exports


def _emails(email: str) -> QuerySet[OutboxEmail]:
    return OutboxEmail.objects.filter(recipient=tidy(email))


def _evidence() -> list[str]:
    """Kinds that prove what was agreed or told about an order."""
    return [kind.name for kind in all_kinds() if kind.keep_days >= SIX_YEARS]


@exports("mail.OutboxEmail")
def emails_to(email: str, **_: Any) -> dict[str, Any]:
    """Each email to the address: what about, when, and with which outcome."""
    return {"emails": [_told(row) for row in _emails(email)]}


def _told(row: OutboxEmail) -> dict[str, Any]:
    return {
        "about": label_of(row.kind),
        "subject": row.subject,
        "queued": iso(row.created_at),
        "sent": iso(row.sent_at) if row.sent_at else "",
        "state": row.get_state_display(),
        "text": row.text,
    }


@erases("mail.OutboxEmail")
def forget_emails(email: str, **_: Any) -> list[str]:
    """Emails about orders stay: they prove what was agreed; all others go."""
    proof = _emails(email).filter(kind__in=_evidence()).count()
    gone, _counts = _emails(email).exclude(kind__in=_evidence()).delete()
    said = [f"Removed: {_number(gone)} that we sent you."] if gone else []
    if proof:
        said.append(
            f"Kept: {_number(proof)} about your orders, for six years, because they prove what was agreed."
        )
    return said


def _number(emails: int) -> str:
    return "1 email" if emails == 1 else f"{emails} emails"
