"""Brings in a file as the pages do, with the worker at once."""

from typing import Any

from guides.newsletter.cms import import_runs
from guides.newsletter.models import SubscriberImport

HEAD = "email,purpose,basis,consented_at"
GOOD = "wilma@example.com,news,Paper form at the Stroud market,2026-05-01"


def people(number: int) -> list[str]:
    """So many rows, each of another person."""
    return [GOOD.replace("wilma@", f"p{one}@") for one in range(number)]


def a_file(*rows: str) -> bytes:
    return "\n".join([HEAD, *rows]).encode()


def import_subscribers(content: bytes, **options: Any) -> SubscriberImport:
    """The finished import; raises UnreadableFile."""
    made = import_runs.start(name="people.csv", content=content, dry_run=options.get("dry_run", False))
    import_runs.take_some(made.pk)
    made.refresh_from_db()
    return made
