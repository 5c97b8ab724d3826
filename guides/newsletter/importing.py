"""Bringing subscribers in from a CSV file: only with a basis, and never past somebody's “no”."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime

from guides.newsletter import record, wordings
from guides.newsletter.addresses import BadAddress, digest, normalise
from guides.newsletter.models import Consent, Subscriber, Suppression
from guides.newsletter.record import Form

COLUMNS = ("email", "purpose", "basis", "consented_at")
PURPOSES = (wordings.NEWS, wordings.OFFERS)


class BadRow(ValueError):
    """Why a row can't be taken, in words for whoever made the file."""


@dataclass
class Outcome:
    """How many came in, who was passed over, and what is wrong with the rest, by line."""

    added: int = 0
    suppressed: int = 0
    already: int = 0
    faults: list[tuple[int, str]] = field(default_factory=list)


def import_subscribers(lines: Iterable[str], *, dry_run: bool = False) -> Outcome:
    """Take every good row and report every bad one; a file without the columns is refused whole."""
    rows = csv.DictReader(lines)
    missing = [name for name in COLUMNS if name not in (rows.fieldnames or ())]
    if missing:
        raise BadRow(f"The file has no column {', '.join(missing)}. It needs {', '.join(COLUMNS)}.")
    outcome = Outcome()
    for row in rows:
        try:
            _take(row, outcome, dry_run)
        except BadRow as error:
            outcome.faults.append((rows.line_num, str(error)))
    return outcome


def _take(row: dict[str, str | None], outcome: Outcome, dry_run: bool) -> None:
    email, purpose, basis = _address(row), _purpose(row), (row["basis"] or "").strip()
    if len(basis) < 10:
        raise BadRow("basis: say where and how this person agreed, in a few words.")
    consented = _moment(row)
    if Suppression.objects.filter(email_hash=digest(email)).exists():
        outcome.suppressed += 1
    elif Subscriber.objects.filter(email=email, permissions__purpose=purpose).exists():
        outcome.already += 1
    else:
        outcome.added += 1
        if not dry_run:
            _add(email, purpose, f"{basis} ({consented:%Y-%m-%d})")


def _address(row: dict[str, str | None]) -> str:
    try:
        return normalise(row["email"] or "")
    except BadAddress as error:
        raise BadRow("email: not an email address.") from error


def _purpose(row: dict[str, str | None]) -> str:
    purpose = (row["purpose"] or "").strip().lower()
    if purpose not in PURPOSES:
        raise BadRow(f"purpose: {' or '.join(PURPOSES)}.")
    return purpose


def _moment(row: dict[str, str | None]) -> datetime:
    given = (row["consented_at"] or "").strip()
    try:
        found = parse_datetime(given) or parse_date(given)
    except ValueError:
        found = None
    if found is None:
        raise BadRow("consented_at: a date like 2026-03-31.")
    moment = found if isinstance(found, datetime) else datetime(found.year, found.month, found.day)
    moment = moment if moment.tzinfo else timezone.make_aware(moment)
    if moment > timezone.now():
        raise BadRow("consented_at: lies in the future.")
    return moment


@transaction.atomic
def _add(email: str, purpose: str, basis: str) -> None:
    now = timezone.now()
    person, _ = Subscriber.objects.get_or_create(
        email=email, defaults={"email_hash": digest(email), "source": "import"}
    )
    Subscriber.objects.filter(pk=person.pk).update(
        state=Subscriber.CONFIRMED, confirmed_at=person.confirmed_at or now, left_at=None
    )
    form = Form("import", page="import", basis=basis)
    record.note(person, purpose=purpose, action=Consent.ASKED, form=form)
    record.grant(person, purpose=purpose, form=form)


def export_rows() -> Iterable[tuple[str, ...]]:
    """Every confirmed subscriber with what they get, a page at a time."""
    yield ("email", "state", "source", "confirmed_at", "permissions")
    people = Subscriber.objects.exclude(state=Subscriber.UNCONFIRMED).prefetch_related("permissions")
    for person in people.order_by("pk").iterator(chunk_size=2_000):
        since = person.confirmed_at.isoformat() if person.confirmed_at else ""
        held = " ".join(sorted(str(permission) for permission in person.permissions.all()))
        yield (_cell(person.email), person.state, person.source, since, held)


def _cell(text: str) -> str:
    """A cell that begins like a formula would be run by spreadsheet programs."""
    return f"'{text}" if text[:1] in "=+-@" else text
