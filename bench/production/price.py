"""How soon a price that changes on one machine is shown by the other: `python -m bench.production.price`."""

import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from bench.__main__ import ROOT, output
from bench.production.environment import HOST

HEADERS = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Real-IP": "127.0.0.1"}


def seconds_until_seen(env: Mapping[str, str], other: str, product: int, price: str) -> float:
    """From the commit on one machine to the first page of the other (host:port) showing it; 60 is never."""
    address = f"http://{other}" + output(env, "-m", "bench.production.price", str(product)).strip()
    _shows(address, price)  # the page is in its caches
    with _changing(env, product, price) as changed:
        while time.time() - changed < 60:
            if _shows(address, price):
                return time.time() - changed
            time.sleep(0.05)
    return 60.0


@contextmanager
def _changing(env: Mapping[str, str], product: int, price: str) -> Iterator[float]:
    """The time of the commit. Its process may still be ending, which takes seconds on a busy machine."""
    command = [sys.executable, "-m", "bench.production.price", str(product), price]
    with subprocess.Popen(command, env=dict(env), cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        yield float(next(iter(process.stdout or ())))


def _shows(address: str, price: str) -> bool:
    request = urllib.request.Request(address, headers=HEADERS)
    with urllib.request.urlopen(request, timeout=30) as answer:
        return price in answer.read().decode()


def main(product: int, price: str = "") -> None:
    import django

    django.setup()
    from shop.catalogue.models import Product

    found = Product.objects.get(pk=product)
    if not price:
        print(found.get_absolute_url())
        return
    record = found.stockrecords.get()
    record.price = price
    record.save()
    print(time.time(), flush=True)


if __name__ == "__main__":
    main(int(sys.argv[1]), *sys.argv[2:])
