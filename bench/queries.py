"""Print how many queries each address takes once warm: `python -m bench.queries / /shop/`."""

import sys

import django


def count(path: str) -> int:
    """Queries of the second request; the first one may fill caches that live in the process."""
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client = Client(headers={"host": "127.0.0.1"})
    client.get(path)
    with CaptureQueriesContext(connection) as queries:
        client.get(path)
    return len(queries)


if __name__ == "__main__":
    django.setup()
    for address in sys.argv[1:]:
        print(count(address))
