"""Processor time of the web server for one purchase, step by step: `make bench-purchase`.

A guest buys by HTTP as a browser would, simulated Stripe included: add, details, delivery, payment page,
place, confirm, return. The first purchases warm the server up and don't count; each figure is the median
of the rest.
"""

import argparse
import http.client
import http.cookies
import re
import time
from dataclasses import dataclass, field
from statistics import median
from urllib.parse import urlencode, urlsplit

from bench.__main__ import machine, output, prepared
from bench.server import processes, running

GOAL = 100  # milliseconds a purchase
STEPS = (
    "add, and its redirect to the basket",
    "checkout page",
    "details, and the delivery page",
    "delivery, and the payment page",
    "place",
    "confirm at the simulated Stripe",
    "return, and the thank-you page",
)
# Two products of the demo with more stock than is sold here, and without the stops for card testers.
STOCK = """
import django; django.setup()
from shop.catalogue.models import Product
from shop.partner.models import StockRecord
found = Product.objects.filter(is_public=True, structure="child", parent__is_public=True).order_by("pk")
for product in list({child.parent_id: child for child in found}.values())[:2]:
    StockRecord.objects.filter(product=product).update(num_in_stock=100000, num_allocated=0)
    print(product.pk)
"""
DETAILS = {
    "name": "Ada Lane",
    "line1": "3 Mill Lane",
    "line2": "",
    "town": "Stroud",
    "postcode": "GL5 1AA",
}


class Browser:
    """One shopper's cookies on one connection that stays open."""

    def __init__(self, base: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=60)
        self._base, self._cookies = base, http.cookies.SimpleCookie()

    def get(self, path: str) -> str:
        return self._ask("GET", path, None, {"Accept": "text/html"})

    def post(self, path: str, data: dict[str, str], accept: str = "text/html") -> str:
        token = self._cookies["csrftoken"].value if "csrftoken" in self._cookies else ""
        body = urlencode({"csrfmiddlewaretoken": token, **data})
        return self._ask("POST", path, body, {"Accept": accept})

    def _ask(self, method: str, path: str, body: str | None, headers: dict[str, str]) -> str:
        """The page, redirects followed; anything but success ends the run."""
        sent = {**headers, "Origin": self._base, "Sec-Fetch-Site": "same-origin"}
        sent["Cookie"] = "; ".join(f"{name}={found.value}" for name, found in self._cookies.items())
        if body is not None:
            sent["Content-Type"] = "application/x-www-form-urlencoded"
        self._connection.request(method, path, body, sent)
        answer = self._connection.getresponse()
        text = answer.read().decode()
        for header in answer.msg.get_all("Set-Cookie") or []:
            self._cookies.load(header)
        if answer.status in (301, 302, 303):
            found = urlsplit(answer.headers["Location"])
            return self._ask("GET", found.path + (f"?{found.query}" if found.query else ""), None, headers)
        if answer.status != 200:
            raise SystemExit(f"{method} {path} was answered with {answer.status}: {text[:500]}")
        return text


def cpu_seconds(group: int) -> float:
    """Processor time of every process of the server's group, to the microsecond.

    The kernel has a clock of the processor time of each process; /proc counts in hundredths of a second.
    """
    return sum(time.clock_gettime((~pid << 3) | 2) for pid in processes(group))


@dataclass
class Meter:
    """Milliseconds of processor time of each step, a list a step."""

    group: int
    taken: list[list[float]] = field(default_factory=lambda: [[] for _ in STEPS])

    def purchase(self, base: str, product: str, number: int) -> None:
        """One purchase with a browser and an email address of its own."""
        browser, step = Browser(base), iter(self.taken)
        email = f"bench{number}@example.com"
        self._clock = cpu_seconds(self.group)
        browser.post(f"/basket/add/{product}/", {"quantity": "2"})
        self._note(next(step))
        browser.get("/checkout/")
        self._note(next(step))
        page = browser.post("/checkout/", {**DETAILS, "email": email})
        self._note(next(step))
        method = _value(page, r'name="method"\s+value="([^"]+)"')
        page = browser.post("/checkout/delivery/", {"method": method})
        self._note(next(step))
        fingerprint = _value(page, r'name="fingerprint"\s+value="([^"]+)"')
        placed = browser.post("/checkout/place/", {"fingerprint": fingerprint}, accept="application/json")
        self._note(next(step))
        secret = _value(placed, r'"client_secret": "([^"]+)"')
        intent = secret.partition("_secret_")[0]
        sent = {"client_secret": secret, "outcome": "approve"}
        browser.post(f"/simulated/payment_intents/{intent}/confirm/", sent, accept="application/json")
        self._note(next(step))
        thanks = browser.get(urlsplit(_value(placed, r'"return_url": "([^"]+)"')).path)
        self._note(next(step))
        if "Your order is paid" not in thanks:
            raise SystemExit(f"The order wasn't paid: {thanks[:2000]}")

    def _note(self, taken: list[float]) -> None:
        now = cpu_seconds(self.group)
        taken.append(1000 * (now - self._clock))
        self._clock = now


def _value(page: str, pattern: str) -> str:
    found = re.search(pattern, page)
    if found is None:
        raise SystemExit(f"{pattern} isn't on the page: {page[:2000]}")
    return found[1]


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-purchase", description=__doc__.splitlines()[0])
    parser.add_argument("--purchases", type=int, default=60)
    parser.add_argument("--warm-up", type=int, default=12)
    options = parser.parse_args()
    env = prepared("12")
    products = output(env, "-c", STOCK).split()
    began = int(time.time())
    with running(env) as (base, group):
        meter = Meter(group)
        for number in range(options.warm_up + options.purchases):
            meter.purchase(base, products[number % 2], began * 1000 + number)
    report([found[options.warm_up :] for found in meter.taken])


def report(taken: list[list[float]]) -> None:
    """A row a step, and the purchase as a whole: the median of the sums, not the sum of the medians."""
    whole = [sum(one) for one in zip(*taken, strict=True)]
    print(f"{machine()}; granian, 2 workers; medians of {len(whole)} purchases, one shopper at a time\n")
    print("| step | CPU ms | least | most |\n|---|---:|---:|---:|")
    for name, found in zip((*STEPS, "**the whole purchase**"), (*taken, whole), strict=True):
        print(f"| {name} | {median(found):.1f} | {min(found):.1f} | {max(found):.1f} |")
    print(f"\nGoal of {GOAL} ms: {'reached' if median(whole) <= GOAL else 'MISSED'}")


if __name__ == "__main__":
    main()
