"""The outbox's part of subject access requests and erasure."""

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
    """Kinds that are evidence of an order, so they stay for six years."""
    return [kind.name for kind in all_kinds() if kind.keep_days >= SIX_YEARS]


@exports("mail.OutboxEmail")
def emails_to(email: str, **_: object) -> dict[str, Any]:
    """Each email to the address: subject, times, state and text."""
    return {"emails": [_as_dict(row) for row in _emails(email)]}


def _as_dict(row: OutboxEmail) -> dict[str, Any]:
    return {
        "about": label_of(row.kind),
        "subject": row.subject,
        "queued": iso(row.created_at),
        "sent": iso(row.sent_at) if row.sent_at else "",
        "state": row.get_state_display(),
        "text": row.text,
    }


@erases("mail.OutboxEmail")
def forget_emails(email: str, **_: object) -> list[str]:
    """Delete all emails to the address but those about orders, which are evidence of the contract.

    Returns a sentence for each group removed or retained.
    """
    proof = _emails(email).filter(kind__in=_evidence()).count()
    number, _counts = _emails(email).exclude(kind__in=_evidence()).delete()
    report = [f"Removed: {_number(number)} that we sent you."] if number else []
    if proof:
        report.append(
            f"Kept: {_number(proof)} about your orders, for six years, because they prove what was agreed."
        )
    return report


def _number(emails: int) -> str:
    return "1 email" if emails == 1 else f"{emails} emails"
