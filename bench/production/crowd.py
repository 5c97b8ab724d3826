"""Shoppers who buy one thing after another until they are sent home."""

import threading
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field

from bench.production.client import Asked, Browser
from bench.production.shopper import PAID, Purchase, purchase


@dataclass
class Crowd:
    """What all of them asked for and bought so far; lists that threads only add to."""

    port: int
    products: Sequence[int]
    pictures: Sequence[str]
    name: str = "shopper"  # how their email addresses begin
    asked: list[Asked] = field(default_factory=list)
    purchases: list[Purchase] = field(default_factory=list)
    _go_home: threading.Event = field(default_factory=threading.Event)

    @property
    def paid(self) -> int:
        """How many purchases have ended with a paid order."""
        return sum(one.ended == PAID for one in self.purchases)

    @contextmanager
    def shopping(self, shoppers: int) -> Iterator[None]:
        """They buy while the block runs; the last purchases are finished."""
        self._go_home.clear()
        people = [
            threading.Thread(target=self._shop, args=(number,), daemon=True) for number in range(shoppers)
        ]
        for person in people:
            person.start()
        try:
            yield
        finally:
            self._go_home.set()
        for person in people:
            person.join(timeout=60)

    def _shop(self, shopper: int) -> None:
        number = 0
        while not self._go_home.is_set():
            browser = Browser(self.port, f"127.0.{shopper + 1}.1", self.asked)
            at = (number + shopper) % len(self.products)
            email = f"{self.name}{shopper}-{number}@example.com"
            self.purchases.append(purchase(browser, self.products[at], self.pictures[at], email))
            number += 1
