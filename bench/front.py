"""Public pages out of nginx's cache beside a file that the same nginx serves: `make bench-front`.

deploy/nginx.conf runs as it stands but for ports and folders, with TLS, before the shop of the demo. Page
and file take turns under wrk; the file has the page's compressed bytes. The goal is 60 % of the file's rate.
"""

import argparse
import shutil
import ssl
import sys
import tempfile
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from urllib.parse import urlsplit

from bench.__main__ import PAGES, machine, prepared
from bench.load import Load, by_wrk
from bench.server import running
from tests.deploy.proxies import Proxy, nginx

GOAL = 60  # per cent
NAMES = ("home", "shop", "product", "guide", "delivery")
ACCEPTED = "Accept-Encoding: gzip"


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-front", description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=4, help="of each turn")
    parser.add_argument("--turns", type=int, default=5)
    options = parser.parse_args()
    for name in ("nginx", "wrk"):
        if shutil.which(name) is None:
            raise SystemExit(f"{name} is missing: apt-get install {name}")
    print(f"{machine()}, {options.turns} turns of {options.seconds} s each\n")
    print("| page | bytes | from the cache /s | file /s | share | cache p99 ms | errors |")
    print("|---|---:|---:|---:|---:|---:|---:|")
    with started() as proxy:
        shares = [compared(proxy, name, options.seconds, options.turns) for name in NAMES]
    sys.exit(int(min(shares) < GOAL))


@contextmanager
def started() -> Iterator[Proxy]:
    """nginx before the shop."""
    env = {**prepared("12"), "PAGE_CACHE": "1"}
    with (
        tempfile.TemporaryDirectory() as folder,
        running(env) as (base, _),
        nginx(Path(folder), int(urlsplit(base).port or 0)) as proxy,
    ):
        yield proxy


def compared(proxy: Proxy, name: str, seconds: int, turns: int) -> float:
    """Print the page's row and return its share of the file's requests/s, in per cent."""
    page = f"https://127.0.0.1:{proxy.port}{PAGES[name]}"
    body = fetched(page)
    (proxy.media / f"{name}.html").write_bytes(body)
    file = f"https://127.0.0.1:{proxy.port}/media/{name}.html"
    loads: dict[str, list[Load]] = {page: [], file: []}
    for _ in range(turns):
        for url, found in loads.items():
            found.append(by_wrk(url, seconds, header=ACCEPTED))
    cached, plain = (median(load.per_second for load in loads[url]) for url in (page, file))
    p99 = median(load.p99 for load in loads[page])
    errors = sum(load.errors for found in loads.values() for load in found)
    share = 100 * cached / plain
    print(f"| {name} | {len(body)} | {cached:.0f} | {plain:.0f} | {share:.0f} % | {p99:.1f} | {errors} |")
    return share


def fetched(url: str) -> bytes:
    """The compressed bytes of a page."""
    request = urllib.request.Request(url, headers=dict([ACCEPTED.split(": ")]))
    context = ssl._create_unverified_context()  # noqa: S323
    with urllib.request.urlopen(request, timeout=60, context=context) as answer:
        return bytes(answer.read())


if __name__ == "__main__":
    main()
