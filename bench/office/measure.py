"""Fills DATABASE_URL, times every screen with a tenth of the orders and with all; prints JSON."""

import argparse
import json
import statistics
import time
from collections.abc import Iterator
from typing import Any

import django

from bench.orders import of_the_database

Seen = dict[str, Any]  # status, milliseconds, queries


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--orders", type=int, required=True)
    parser.add_argument("--times", type=int, required=True)
    parser.add_argument("--only", default="")
    given = parser.parse_args()
    django.setup()
    from bench.office.fill import begin, copies_for, grow

    found = begin()
    copies = copies_for(found, given.orders)
    tenth = max(copies // 10, 1)
    grow(found, turns=range(1, tenth + 1), copies=copies)
    small = dict(opened(given.only, 1))
    grow(found, turns=range(tenth + 1, copies + 1), copies=copies)
    print(json.dumps({"small": small, "grown": dict(opened(given.only, given.times))}))


def opened(only: str, times: int) -> Iterator[tuple[str, Seen]]:
    """Each screen as an owner sees it, after it was opened once."""
    from bench.office.fill import OWNER_EMAIL
    from bench.office.screens import screens
    from shop.accounts.models import User
    from tests.support.cast import signed_in

    client = signed_in(User.objects.get(email=OWNER_EMAIL))
    for name, url in screens():
        if only in name and url:
            yield name, _seen(client, url, times)


def _seen(client: Any, url: str, times: int) -> Seen:
    """Processor time, which holds still on a busy machine: of this process, and of PostgreSQL's."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    status = client.get(url).status_code
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
    number = len(queries)
    before = _of_the_database()
    took = [_timed(client, url) for _ in range(times)]
    seconds = statistics.median(took) + (_of_the_database() - before) / times
    return {"status": status, "milliseconds": seconds * 1000, "queries": number}


def _of_the_database() -> float:
    from django.db import connection

    return of_the_database() if connection.vendor == "postgresql" else 0.0


def _timed(client: Any, url: str) -> float:
    start = time.process_time()
    client.get(url)
    return time.process_time() - start


if __name__ == "__main__":
    main()
