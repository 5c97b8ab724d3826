"""What shoppers saw of each fault, as a table, and whether any order was lost or doubled."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.production.books import Books
from bench.production.client import Asked
from bench.production.shopper import PAID, Purchase

HEAD = (
    "| what happened | requests | 5xx | no answer | pictures failed | slowest "
    "| bought | gave up | lost | doubled |\n"
    "|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
)
PICTURES = "/media/"


@dataclass(frozen=True)
class Window:
    """The time of one fault and of its mending (time.monotonic)."""

    name: str
    began: float
    ended: float

    def holds(self, moment: float) -> bool:
        """Whether something that began then belongs to it."""
        return self.began <= moment < self.ended


@dataclass(frozen=True)
class Row:
    """One line of the table. Pictures have a column of their own: nobody loses an order by one."""

    name: str
    requests: int
    failed: int
    unanswered: int
    pictures: int
    slowest: float
    bought: int
    gave_up: int
    lost: int
    doubled: int

    def __str__(self) -> str:
        counts = (self.requests, self.failed, self.unanswered, self.pictures, f"{self.slowest:.1f} s")
        ends = (self.bought, self.gave_up, self.lost, self.doubled)
        return f"| {self.name} | {' | '.join(map(str, (*counts, *ends)))} |"


def row(window: Window, asked: Iterable[Asked], purchases: Iterable[Purchase], books: Books) -> Row:
    """Requests and purchases that began in the window."""
    all_asked = [one for one in asked if window.holds(one.began)]
    pages = [one for one in all_asked if not one.path.startswith(PICTURES)]
    buyers = [one for one in purchases if window.holds(one.began)]
    return Row(
        name=window.name,
        requests=len(all_asked),
        failed=sum(one.status >= 500 for one in pages),
        unanswered=sum(one.status == 0 for one in pages),
        pictures=sum(one.status != 200 for one in all_asked) - sum(one.status != 200 for one in pages),
        slowest=max((one.seconds for one in all_asked), default=0.0),
        bought=sum(one.ended == PAID for one in buyers),
        gave_up=sum(one.ended != PAID for one in buyers),
        lost=sum(is_lost(one, books) for one in buyers),
        doubled=sum(is_doubled(one, books) for one in buyers),
    )


def is_lost(one: Purchase, books: Books) -> bool:
    """The shopper was thanked, or was charged, and there is no order."""
    expected = one.ended == PAID or books.charges.get(one.email, 0) > 0
    return expected and not books.orders.get(one.email)


def is_doubled(one: Purchase, books: Books) -> bool:
    """Two orders, or two charges, of somebody who bought once."""
    return books.orders.get(one.email, 0) > 1 or books.charges.get(one.email, 0) > 1


def is_sound(rows: Sequence[Row], books: Books) -> bool:
    """No order is lost or doubled, each is paid once, and nothing else was charged."""
    return books.agree and not any(one.lost or one.doubled for one in rows)
