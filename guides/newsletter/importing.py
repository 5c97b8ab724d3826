"""Bringing subscribers in from a CSV file: only with a basis, and never past somebody's “no”.

The whole file is read before anything is written, and written a few hundred rows at a time, so that a
long one takes seconds and one that breaks off half-way says what it did.
"""

from dataclasses import dataclass, field
from datetime import date
from itertools import batched

from django.db import transaction
from django.db.models import F, Value
from django.db.models.functions import Coalesce
from django.utils import timezone

from guides.newsletter import wordings
from guides.newsletter.addresses import digest
from guides.newsletter.models import Consent, Permission, Subscriber, Suppression
from guides.newsletter.privacy_version import current_version
from shop.csv_cells import BadCell, day
from shop.csv_reader import read_table
from shop.email_address import BadAddress, normalise
from shop.london import iso

COLUMNS = ("email", "purpose", "basis", "consented_at")
PURPOSES = (wordings.NEWS, wordings.OFFERS)
CHUNK = 500


class BadRow(ValueError):
    """Why a row can't be taken, in words for whoever made the file."""


@dataclass(frozen=True)
class Row:
    """A good row: who may be sent what, and why we may."""

    email: str
    purpose: str
    basis: str
    agreed_on: date

    @property
    def key(self) -> tuple[str, str]:
        return self.email, self.purpose


@dataclass
class Outcome:
    """How many came in, who was passed over, and what is wrong with the rest, by line."""

    added: int = 0
    suppressed: int = 0
    already: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)


def import_subscribers(content: bytes, *, dry_run: bool = False) -> Outcome:
    """Take every good row and report every bad one; a file that can't be read is refused whole.

    Raises UnreadableFile.
    """
    outcome = Outcome()
    for rows in batched(_good_rows(content, outcome), CHUNK):
        _take({row.key: row for row in rows}, outcome, dry_run)
    return outcome


def _good_rows(content: bytes, outcome: Outcome) -> list[Row]:
    """Each good row once; bad ones go into the outcome with their row in the spreadsheet."""
    good: dict[tuple[str, str], Row] = {}
    for line in read_table(content, known=COLUMNS, required=COLUMNS).lines:
        _read(line.cells, line.number, good, outcome)
    return list(good.values())


def _read(cells: dict[str, str], line: int, good: dict[tuple[str, str], Row], outcome: Outcome) -> None:
    try:
        row = _row(cells)
    except BadRow as error:
        outcome.faults.append((line, str(error)))
        return
    if row.key in good:
        outcome.already += 1
    good.setdefault(row.key, row)


def _row(cells: dict[str, str]) -> Row:
    email, purpose, basis = _address(cells), _purpose(cells), cells["basis"]
    if len(basis) < 10 or "\0" in basis:
        raise BadRow("basis: say where and how this person agreed, in a few words.")
    agreed_on = _day(cells)
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


def _day(cells: dict[str, str]) -> date:
    try:
        found = day(cells["consented_at"])
    except BadCell as error:
        raise BadRow(f"consented_at: {error}") from error
    if found is None:
        raise BadRow("consented_at: a date like 2026-03-31.")
    if found > timezone.localdate():
        raise BadRow("consented_at: that is in the future.")
    return found


@transaction.atomic
def _take(rows: dict[tuple[str, str], Row], outcome: Outcome, dry_run: bool) -> None:
    """Some hundred rows in a handful of queries."""
    hashes = {row.email: digest(row.email) for row in rows.values()}
    said_no = set(
        Suppression.objects.filter(email_hash__in=hashes.values()).values_list("email_hash", flat=True)
    )
    held = Permission.objects.filter(subscriber__email__in=hashes, purpose__in=PURPOSES)
    there = set(held.values_list("subscriber__email", "purpose"))
    asked = [row for row in rows.values() if hashes[row.email] not in said_no]
    new = [row for row in asked if row.key not in there]
    outcome.suppressed += len(rows) - len(asked)
    outcome.already += len(asked) - len(new)
    outcome.added += len(new)
    if new and not dry_run:
        _write(new, hashes)


def _write(rows: list[Row], hashes: dict[str, str]) -> None:
    emails = {row.email for row in rows}
    Subscriber.objects.bulk_create(
        [Subscriber(email=email, email_hash=hashes[email], source="import") for email in sorted(emails)],
        ignore_conflicts=True,
    )
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
        [_consent(person, row, act, version) for person, row in pairs for act in acts]
    )
    Permission.objects.bulk_create(
        [Permission(subscriber=person, purpose=row.purpose) for person, row in pairs], ignore_conflicts=True
    )


def _consent(person: Subscriber, row: Row, action: str, version: str) -> Consent:
    return Consent(
        subscriber=person,
        email_hash=person.email_hash,
        purpose=row.purpose,
        action=action,
        privacy_version=version,
        source="import",
        page="import",
        basis=row.basis,
        agreed_on=row.agreed_on,
    )
