"""How much the shop does: orders a second on two machines and on one, pages a second from nginx's cache."""

import time
from dataclasses import dataclass

from bench.load import by_wrk
from bench.production.crowd import Crowd
from bench.production.environment import HOST
from bench.production.shop import Shop


@dataclass(frozen=True)
class Rates:
    """Each a second; orders are those that their shoppers saw paid."""

    on_both: float
    on_one: float
    pages: float
    failed_pages: int

    def __str__(self) -> str:
        failed = f", {self.failed_pages} failed" if self.failed_pages else ""
        return (
            f"{self.on_both:.1f} orders a second on two machines, {self.on_one:.1f} on one; "
            f"{self.pages:.0f} pages a second from nginx’s cache{failed}"
        )


def rates(shop: Shop, crowd: Crowd, *, shoppers: int, seconds: float) -> Rates:
    """The home page first, while nobody buys; then `shoppers` on both machines, and on the first alone."""
    load = by_wrk(f"https://127.0.0.1:{shop.port}/", int(seconds), header=f"Host: {HOST}")
    with crowd.shopping(shoppers):
        on_both = _orders_a_second(crowd, seconds)
        second = shop.nodes[1]
        second.stop()
        on_one = _orders_a_second(crowd, seconds)
        second.start()
        second.wait()
    return Rates(on_both, on_one, load.per_second, load.errors)


def _orders_a_second(crowd: Crowd, seconds: float) -> float:
    """After two seconds, in which everybody has begun or has been sent to the machine that is left."""
    time.sleep(2)
    before, began = crowd.paid, time.monotonic()
    time.sleep(seconds)
    return (crowd.paid - before) / (time.monotonic() - began)
