"""Builds production here, breaks each part while shoppers buy, and shows what they saw of it.

Two machines' web servers and task workers behind nginx with TLS, one scheduler, PostgreSQL, Redis, a server
that speaks S3, and one that takes emails: `make try-production`. The machines are network namespaces where
those can be made (`bin/with-machines`), otherwise process groups. Needs PostgreSQL (`bin/with-postgres`),
Redis (`bin/with-redis`) and nginx (`bin/proxies`). Ends with 1 when an order was lost or doubled.
"""

import argparse
import os
import shutil
import signal
import sys
import time
from collections.abc import Sequence

from bench.__main__ import machine
from bench.production import books, emails, stock
from bench.production.crowd import Crowd
from bench.production.environment import ROOT
from bench.production.faults import FAULTS, Fault
from bench.production.postgres import Database
from bench.production.price import seconds_until_seen
from bench.production.rates import Rates, rates
from bench.production.restored import restored_books
from bench.production.shop import Shop, running
from bench.production.table import HEAD, Window, is_sound, row

FOLDER = ROOT / "build" / "try-production"


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """`--shoppers`, `--seconds`, `--rate-seconds`, `--faults`."""
    parser = argparse.ArgumentParser(prog="make try-production", description=__doc__.splitlines()[0])
    parser.add_argument("--shoppers", type=int, default=4, help="who buy all the time (4)")
    parser.add_argument(
        "--seconds", type=float, default=8, help="each part is away, and after it is back (8)"
    )
    parser.add_argument("--rate-seconds", type=float, default=20, help="each rate is measured (20)")
    keys = [fault.key for fault in FAULTS]
    parser.add_argument(
        "--faults", nargs="+", choices=keys, default=keys, metavar="FAULT", help=", ".join(keys)
    )
    return parser.parse_args(words)


def main() -> int:
    """Exit code: 0 when every order is there once, and paid once."""
    options = arguments()
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # ends everything as Ctrl-C does
    shutil.rmtree(FOLDER, ignore_errors=True)
    with running(FOLDER, database()) as shop:
        products, pictures = stock.fill(shop.nodes[0].env)
        fast = Crowd(shop.port, products, pictures, "fast")
        found = rates(shop, fast, shoppers=options.shoppers, seconds=options.rate_seconds)
        crowd = Crowd(shop.port, products, pictures)
        with crowd.shopping(options.shoppers):
            windows = [suffer(shop, fault, options.seconds) for fault in possible(shop, options.faults)]
            seen = seconds_until_seen(shop.nodes[0].env, shop.nodes[1].address, products[0], "17.35")
        return report(shop, crowd, windows, seen, found)


def database() -> Database:
    """The server that `bin/with-postgres` has started."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        raise SystemExit("Needs PostgreSQL: make try-production")
    if shutil.which("wrk") is None:
        raise SystemExit("wrk is missing: apt-get install wrk")
    return Database(url)


def possible(shop: Shop, keys: Sequence[str]) -> list[Fault]:
    """Those with these keys; machines without a namespace have no cable to pull."""
    left_out = set() if shop.nodes[0].machine.cable else {"cable"}
    return [fault for fault in FAULTS if fault.key in keys and fault.key not in left_out]


def suffer(shop: Shop, fault: Fault, seconds: float) -> Window:
    """Break it, wait, mend it, wait."""
    print(f"{fault.name} ...", file=sys.stderr, flush=True)
    began = time.monotonic()
    fault.breaks(shop)
    time.sleep(seconds)
    fault.mends(shop)
    time.sleep(seconds)
    return Window(fault.name, began, time.monotonic())


def report(shop: Shop, crowd: Crowd, windows: Sequence[Window], seen: float, reached: Rates) -> int:
    """Print all that was found; the exit code."""
    shop.back_up()
    found, again = books.read(shop.env), restored_books(shop)
    rows = [row(window, crowd.asked, crowd.purchases, found) for window in windows]
    print(f"{machine()}; two machines with 2 web processes each\n\n{HEAD}")
    print("\n".join(map(str, rows)))
    for one in crowd.purchases:
        if one.why:
            print(f"{one.email} gave up: {one.why}")
    print(f"\n{sum(found.orders.values())} orders over {found.owed} pence, {found.charged} pence charged")
    log = shop.folder / "emails.txt"
    missing, again_sent = len(emails.unwritten(log, found.orders)), emails.twice(log)
    print(f"{missing} buyers got no email, {again_sent} emails were sent twice")
    print(f"{reached}")
    print(f"Another price was seen on the other machine after {seen:.2f} s")
    print(f"A backup, restored into a new database: {'the same orders' if again == found else 'DIFFERS'}")
    sound = is_sound(rows, found) and again == found and seen <= 1
    print("Sound." if sound else f"NOT SOUND. The logs are in {FOLDER}")
    return 0 if sound else 1


if __name__ == "__main__":
    try:
        sys.exit(main())
    except KeyboardInterrupt:
        sys.exit("Interrupted; everything that was started has ended.")
