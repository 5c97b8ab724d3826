"""Measures paid orders per second, and whether the last item is sold only once: `make bench-orders`.

Needs PostgreSQL (`bin/with-postgres` brings a throwaway one). Eight processes, each a shopper with
baskets filled and priced beforehand, buy the same last units as fast as they can: place, begin the
payment, card approved, settle. Stripe is simulated in the same database, so its part is counted, too.
"""

import argparse
import multiprocessing
import os
import resource
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SHOPPERS, GOAL = 8, 40
Seen = tuple[int, Any, str]  # a basket, its buyer's details, and the fingerprint of what the page showed


@dataclass
class Done:
    """What one shopper did: seconds for each paid order, and how the other tries ended."""

    paid: list[float]
    ended: Counter[str]
    began: float
    finished: float
    cpu: float
    database: float  # processor seconds of this shopper's PostgreSQL process


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--units", type=int, default=1000)
    options.add_argument("--spread", action="store_true", help="a product each: no common row")
    given = options.parse_args()
    prepare()
    products = stock(given.units, SHOPPERS if given.spread else 1)
    queries = warm_up()
    baskets = fill(products, given.units)
    report(shop(baskets), products, given.units, queries)


def prepare() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.orders_settings"
    import django
    from django.core.management import call_command

    django.setup()
    from django.db import connection

    if connection.vendor != "postgresql":
        raise SystemExit("Needs PostgreSQL: bin/with-postgres .venv/bin/python -m bench.orders")
    call_command("migrate", verbosity=0)


def stock(units: int, products: int) -> list[Any]:
    from tests.support.factories import a_product

    return [a_product(f"Last bottles {n}", stock=units // products) for n in range(products)]


def warm_up() -> int:
    """Buy one bottle of something else; how many queries it took."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    from tests.support.factories import a_product

    first, second = (seen(a_product(f"Another oil {n}"), 0) for n in range(2))
    buy(first)
    with CaptureQueriesContext(connection) as found:
        buy(second)
    return len(found)


def fill(products: list[Any], units: int) -> list[list[Seen]]:
    """Each shopper's baskets as their preview page showed them: a tenth more than there are bottles."""
    each = units * 11 // 10 // SHOPPERS
    return [[seen(products[n % len(products)], n) for _ in range(each)] for n in range(SHOPPERS)]


def seen(product: Any, shopper: int) -> Seen:
    from dataclasses import replace

    from django.contrib.auth.models import AnonymousUser

    from shop.basket.pricing import price
    from shop.checkout.quote import quote_for
    from tests.support.factories import a_basket
    from tests.support.purchases import HOME

    basket, details = a_basket(product), replace(HOME, email=f"shopper{shopper}@example.com")
    return basket.pk, details, quote_for(price(basket=basket, user=AnonymousUser()), details).fingerprint


def buy(found: Seen) -> bool:
    """All of a shopper's requests from the button on; the state is read anew each time, as requests do."""
    from django.contrib.auth.models import AnonymousUser

    from shop.checkout.services import place_order
    from shop.order.models import Order
    from shop.payment.services import ClientKeys, current_attempt, start_payment, sync_attempt
    from shop.payment.simulator import intents

    basket_id, details, fingerprint = found
    visitor = ClientKeys(address=details.email, session=details.email)
    placed = place_order(
        basket_id=basket_id, user=AnonymousUser(), details=details, fingerprint=fingerprint, visitor=visitor
    )
    intent = start_payment(order=Order.objects.get(pk=placed.pk), visitor=visitor)
    intents.confirm(intent.id, client_secret=intent.client_secret, outcome="approve")  # the browser's part
    attempt = current_attempt(Order.objects.get(pk=placed.pk))
    return attempt is not None and sync_attempt(attempt=attempt).state == "succeeded"


def shop(baskets: list[list[Seen]]) -> list[Done]:
    from django.db import connections

    connections.close_all()
    fork = multiprocessing.get_context("fork")
    barrier, results = fork.Barrier(SHOPPERS), fork.SimpleQueue()
    people = [fork.Process(target=go, args=(own, barrier, results)) for own in baskets]
    for person in people:
        person.start()
    found = [results.get() for _ in people]
    for person in people:
        person.join()
    return found


def go(baskets: list[Seen], barrier: Any, results: Any) -> None:
    paid, ended = [], Counter[str]()
    barrier.wait()
    began, cpu = time.monotonic(), time.process_time()
    for basket in baskets:
        start = time.monotonic()
        try:
            buy(basket)
            paid.append(time.monotonic() - start)
        except Exception as problem:  # what a shopper would be told
            ended[type(problem).__name__] += 1
    results.put(Done(paid, ended, began, time.monotonic(), time.process_time() - cpu, of_the_database()))


def of_the_database() -> float:
    """Processor seconds of the PostgreSQL process at the other end, as Linux counts them."""
    from django.db import connection

    pid = connection.connection.info.backend_pid
    fields = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def report(found: list[Done], products: list[Any], units: int, queries: int) -> None:
    from shop.order.models import Order
    from shop.payment.simulator.models import SimulatedObject

    times = sorted(seconds for one in found for seconds in one.paid)
    seconds = max(one.finished for one in found) - min(one.began for one in found)
    records = [product.stockrecords.get() for product in products]
    allocated = sum(record.num_allocated for record in records)
    sold = Order.objects.filter(status="Paid", lines__product__in=products).count()
    charged = SimulatedObject.objects.filter(kind="payment_intent", data__status="succeeded").count() - 2
    ended = sum((one.ended for one in found), Counter[str]())
    cpu = sum(one.cpu for one in found)
    rate = len(times) / seconds
    print(f"{len(times)} orders paid in {seconds:.1f} s by {SHOPPERS} shoppers: {rate:.1f} orders/s")
    print(f"p50 {times[len(times) // 2] * 1000:.0f} ms, p99 {times[len(times) * 99 // 100] * 1000:.0f} ms")
    python, database = (1000 * part / len(times) for part in (cpu, sum(one.database for one in found)))
    print(f"{queries} queries, {python:.0f} ms of Python and {database:.0f} ms of PostgreSQL an order")
    most = cores(python + database)
    print(f"so {os.cpu_count()} cores with nothing else to do could pay {most:.0f} a second at most")
    print(f"told no: {dict(ended)}")
    print(f"allocated {allocated}, sold {sold}, paid {charged} of {units}")
    negative = any(record.num_in_stock - record.num_allocated < 0 for record in records)
    if negative or not allocated == sold == charged == len(times) or allocated > units:
        raise SystemExit("The books are wrong.")
    if rate < GOAL:
        print(f"Below the {GOAL} a second we aim for; cores: {os.cpu_count()}, load {os.getloadavg()[0]:.1f}")


def cores(milliseconds: float) -> float:
    return 1000 * (os.cpu_count() or 1) / milliseconds


if __name__ == "__main__":
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    main()
