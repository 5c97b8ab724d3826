"""The time that something takes, and the state in which a database is measured."""

import time
from collections.abc import Callable

from django.db import connection


def timed(deed: Callable[[], object]) -> float:
    """How many seconds it took."""
    began = time.monotonic()
    deed()
    return time.monotonic() - began


def analyse() -> None:
    """Gather statistics of all tables, as a running shop has them; without, PostgreSQL plans badly.

    It also tidies up after the rows that were written: else it would do so while screens are timed.
    """
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE" if connection.vendor == "postgresql" else "ANALYZE")
