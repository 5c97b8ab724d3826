"""Which column of a file of subscribers is what, in the exports of other programs.

Mailchimp and Klaviyo name their columns as their help pages say; those of other programs are chosen by hand.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256

from guides.newsletter.consent import tags
from guides.newsletter.models import RememberedColumns
from guides.newsletter.statements import NEWS, OFFERS

PURPOSES = (NEWS, OFFERS)
# What the columns are called in our own file, in Mailchimp’s and in Klaviyo’s.
GUESSES = {
    "email": ("email", "email_address", "e_mail", "subscriber"),
    "purpose": ("purpose",),
    "basis": ("basis", "agreed_to"),
    "consented_at": (
        *("consented_at", "agreed_on", "confirm_time", "optin_time"),
        *("email_marketing_consent_timestamp", "consent_timestamp", "profile_created_on"),
    ),
    "status": ("email_marketing_consent", "consent", "status", "email_consent"),
    "tags": ("tags", "tag"),
}
SUBSCRIBED = {"subscribed", "confirmed", "active", "opted_in", "opted in", "yes", "true"}


@dataclass(frozen=True)
class ImportColumns:
    """The heading of each value, empty for none, and what holds for all rows instead."""

    email: str
    purpose: str = ""
    basis: str = ""
    consented_at: str = ""
    status: str = ""
    tags: str = ""
    purposes: tuple[str, ...] = ()
    words: str = ""
    day: str = ""  # ISO
    tag: str = ""

    @property
    def headings(self) -> list[str]:
        """The columns that the file must have."""
        named = (self.email, self.purpose, self.basis, self.consented_at, self.status, self.tags)
        return list(dict.fromkeys(name for name in named if name))


OWN = ImportColumns("email", "purpose", "basis", "consented_at")


def stored(columns: ImportColumns) -> dict[str, object]:
    """As JSON."""
    return asdict(columns) | {"purposes": list(columns.purposes)}


def loaded(found: Mapping[str, object] | None) -> ImportColumns:
    """From JSON; our own headings where nothing was chosen."""
    if not found:
        return OWN
    texts = {name: str(value) for name, value in found.items() if isinstance(value, str)}
    purposes = found.get("purposes")
    return ImportColumns(**texts, purposes=tuple(purposes) if isinstance(purposes, list) else ())


def guess(headings: Sequence[str]) -> dict[str, str]:
    """The columns as far as their headings say it."""
    return {
        name: next((heading for heading in known if heading in headings), "")
        for name, known in GUESSES.items()
    }


def remember(headings: Iterable[str], columns: ImportColumns) -> None:
    """Keep the choice for the next file with these headings."""
    RememberedColumns.objects.update_or_create(
        headings=_code(headings), defaults={"columns": stored(columns)}
    )


def remembered(headings: Iterable[str]) -> dict[str, object]:
    """What was chosen for such a file; empty for a new kind of file."""
    found = RememberedColumns.objects.filter(headings=_code(headings)).first()
    return dict(found.columns) if found else {}


def _code(headings: Iterable[str]) -> str:
    return sha256("\n".join(headings).encode()).hexdigest()


def rows_of(cells: Mapping[str, str], columns: ImportColumns) -> Iterator[dict[str, str]]:
    """The row under our own headings, once for each purpose."""
    given = {
        "email": cells.get(columns.email, ""),
        "basis": cells.get(columns.basis, "") or columns.words,
        "consented_at": cells.get(columns.consented_at, "") or columns.day,
    }
    for purpose in columns.purposes or (cells.get(columns.purpose, ""),):
        yield given | {"purpose": purpose}


def has_left(cells: Mapping[str, str], columns: ImportColumns) -> bool:
    """Whether the file says that this person doesn’t want emails, or never said so."""
    return bool(columns.status) and cells.get(columns.status, "").lower() not in SUBSCRIBED


def tags_of(cells: Mapping[str, str], columns: ImportColumns) -> tuple[str, ...]:
    """The tags of the row, and the one for all."""
    return tags.split(f"{columns.tag},{cells.get(columns.tags, '')}")
