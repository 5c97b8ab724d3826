"""Notes and log entries about customers: exported, and erased with everything else."""

from typing import Any

from wagtail.models import ModelLogEntry

from shop.backoffice.customers.log import entries_of, forget_entries
from shop.backoffice.models import CustomerNote
from shop.london import london
from shop.privacy.address_digest import digest
from shop.privacy.personal_data import erases, exports


@exports("office.CustomerNote")
def notes_about(email: str, **_: object) -> dict[str, Any]:
    """Notes of staff, and what they did about the customer; without their names."""
    notes = CustomerNote.objects.filter(email_hash=digest(email))
    return {
        "notes about you": [f"{london(note.created_at, '%Y-%m-%d')}: {note.message}" for note in notes],
        "done by our staff": [_told(entry) for entry in entries_of(email)],
    }


def _told(entry: ModelLogEntry) -> str:
    why = f" ({entry.data['why']})" if entry.data.get("why") else ""
    return f"{london(entry.timestamp, '%Y-%m-%d')}: {entry.message}{why}"


@erases("office.CustomerNote")
def forget_notes(email: str, **_: object) -> list[str]:
    """Delete the notes, and what the log says of the customer."""
    notes, _counts = CustomerNote.objects.filter(email_hash=digest(email)).delete()
    entries = forget_entries(email)
    return ["Removed: our notes about you, and the log of what we did about them."] if notes + entries else []
