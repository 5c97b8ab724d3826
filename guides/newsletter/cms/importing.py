"""Reads and stores subscribers from a CSV file: only with a basis, and never suppressed addresses.

Reading reports errors by row; storing takes one batch at a time. import_runs.py connects the two.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from guides.newsletter import statements
from guides.newsletter.cms.import_columns import OWN, ImportColumns, has_left, rows_of, tags_of
from guides.newsletter.consent import tags
from guides.newsletter.consent.privacy_version import current_version
from guides.newsletter.email_digest import digest
from guides.newsletter.models import Consent, Permission, Subscriber, Suppression
from shop.fields.email_address import BadAddress, normalise
from shop.london import iso
from shop.spreadsheets.cells import BadCell, day
from shop.spreadsheets.reader import Line, Table, UnreadableFile, read_table, short

COLUMNS = ("email", "purpose", "basis", "consented_at")
PURPOSES = (statements.NEWS, statements.OFFERS)
MAX_ROWS = 100_000


class BadRow(ValueError):
    """Why a row can't be imported, as a sentence for the person who made the file."""


@dataclass(frozen=True)
class Row:
    """A valid row: the address, the purpose, and the basis of the consent."""

    email: str
    purpose: str
    basis: str
    agreed_on: date
    tags: tuple[str, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        return self.email, self.purpose


@dataclass
class Rows:
    """The valid rows without duplicates, the number of duplicates, and the errors by row."""

    good: dict[tuple[str, str], Row] = field(default_factory=dict)
    repeated: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)


@dataclass(frozen=True)
class Counts:
    """The number of rows added, already present and suppressed."""

    added: int
    already: int
    suppressed: int


def table_of(content: bytes, columns: ImportColumns = OWN) -> Table:
    """The file as a table; raises UnreadableFile, also for a file that is too long."""
    known = COLUMNS if columns == OWN else None
    table = read_table(content, known=known, required=columns.headings)
    if len(table.lines) > MAX_ROWS:
        raise UnreadableFile(f"The file has {len(table.lines):,} rows. Split it: at most {MAX_ROWS:,} each.")
    return table


def read_rows(content: bytes, *, today: date, columns: ImportColumns = OWN, most: int = MAX_ROWS) -> Rows:
    """All rows, in the same order for the same file and day, so that an interrupted import can continue.

    `most` is for a preview of the first rows.
    """
    found = Rows()
    for line in table_of(content, columns).lines[:most]:
        _read(line, found, today, columns)
    return found


def _read(line: Line, found: Rows, today: date, columns: ImportColumns) -> None:
    try:
        rows = _rows(line, today, columns)
    except BadRow as error:
        found.faults.append((line.number, str(error)))
        return
    for row in rows:
        found.repeated += row.key in found.good
        found.good.setdefault(row.key, row)


def _rows(line: Line, today: date, columns: ImportColumns) -> list[Row]:
    if has_left(line.cells, columns):
        said = line.cells.get(columns.status, "")
        raise BadRow(f"{columns.status}: “{short(said)}” isn’t “subscribed”, so this person is left out.")
    named = tags_of(line.cells, columns)
    return [replace(_row(cells, today), tags=named) for cells in rows_of(line.cells, columns)]


def _row(cells: dict[str, str], today: date) -> Row:
    email, purpose, basis = _address(cells), _purpose(cells), cells["basis"]
    if len(basis) < 10 or "\0" in basis:
        raise BadRow("basis: say where and how this person agreed, in a few words.")
    agreed_on = _day(cells, today)
    return Row(email, purpose, f"{basis[:185]} ({iso(agreed_on)})", agreed_on)


def _address(cells: dict[str, str]) -> str:
    try:
        return normalise(cells["email"])
    except BadAddress as error:
        raise BadRow("email: not an email address.") from error


def _purpose(cells: dict[str, str]) -> str:
    purpose = cells["purpose"].lower()
    if purpose not in PURPOSES:
        raise BadRow(f"purpose: {' or '.join(PURPOSES)}.")
    return purpose


def _day(cells: dict[str, str], today: date) -> date:
    try:
        found = day(cells["consented_at"])
    except BadCell as error:
        raise BadRow(f"consented_at: {error}") from error
    if found is None:
        raise BadRow("consented_at: a date like 2026-03-31.")
    if found > today:
        raise BadRow("consented_at: that is in the future.")
    return found


@transaction.atomic
def take(rows: Sequence[Row], *, dry_run: bool, source: str = "import") -> Counts:
    """Store a batch of rows with distinct keys, in a handful of queries. `source` is how they came here."""
    hashes = {row.email: digest(row.email) for row in rows}
    listed = Suppression.objects.filter(email_hash__in=hashes.values())
    suppressed = set(listed.values_list("email_hash", flat=True))
    asked = [row for row in rows if hashes[row.email] not in suppressed]
    if not dry_run:
        _create_and_lock(asked, hashes, source)
    permissions = Permission.objects.filter(subscriber__email__in=hashes, purpose__in=PURPOSES)
    there = set(permissions.values_list("subscriber__email", "purpose"))
    new = [row for row in asked if row.key not in there]
    if new and not dry_run:
        _write(new, source)
    if not dry_run:
        _put_tags(asked)
    return Counts(added=len(new), already=len(asked) - len(new), suppressed=len(rows) - len(asked))


def _create_and_lock(rows: Sequence[Row], hashes: dict[str, str], source: str) -> None:
    """Create and lock these subscribers, so that the second of two imports sees the rows of the first."""
    emails = sorted({row.email for row in rows})
    Subscriber.objects.bulk_create(
        [Subscriber(email=email, email_hash=hashes[email], source=source) for email in emails],
        ignore_conflicts=True,
    )
    list(Subscriber.objects.select_for_update().filter(email__in=emails).order_by("pk").values_list("pk"))


def _put_tags(rows: Sequence[Row]) -> None:
    named = {row.email: row.tags for row in rows if row.tags}
    people = Subscriber.objects.filter(email__in=named) if named else ()
    tags.put_on((person, named[person.email]) for person in people)


def _write(rows: list[Row], source: str) -> None:
    emails = {row.email for row in rows}
    found = Subscriber.objects.filter(email__in=emails)
    found.update(
        state=Subscriber.CONFIRMED,
        confirmed_at=Coalesce(F("confirmed_at"), Value(timezone.now())),
        left_at=None,
    )
    people = {person.email: person for person in found}
    pairs = [(people[row.email], row) for row in rows]
    acts, version = (Consent.ASKED, Consent.CONFIRMED), current_version()
    Consent.objects.bulk_create(
        [_consent(person, row, act, version, source) for person, row in pairs for act in acts]
    )
    Permission.objects.bulk_create(
        [Permission(subscriber=person, purpose=row.purpose) for person, row in pairs], ignore_conflicts=True
    )


def _consent(person: Subscriber, row: Row, action: str, version: str, source: str) -> Consent:
    return Consent(
        subscriber=person,
        email_hash=person.email_hash,
        purpose=row.purpose,
        action=action,
        privacy_version=version,
        source=source,
        page=source,
        basis=row.basis,
        agreed_on=row.agreed_on,
    )
