"""Limits on unpaid orders: how many, how much of a product, and for how long. Pure."""

from dataclasses import dataclass
from datetime import timedelta

ALWAYS = 12  # units that any network, and all unpaid orders together, may hold however small the stock
FEW = 3  # units that are still sold, for a shorter time, when the share of unpaid orders is reached


@dataclass(frozen=True)
class Limits:
    """Times in minutes, shares of a product's stock in per cent (`shop.settings.reservations`)."""

    hold: int = 30
    short_hold: int = 10
    orders: int = 2  # of one browser or email address; of one network, before reservations get shorter
    orders_of_network: int = 20  # an office or a hall of residence buys through one address
    percent: int = 50
    percent_of_network: int = 25
    low_stock: int = 3  # units left after the order, from which reservations are shorter; 0: never

    @property
    def usual(self) -> timedelta:
        return timedelta(minutes=self.hold)

    @property
    def short(self) -> timedelta:
        return timedelta(minutes=self.short_hold)


class TooManyUnpaid(Exception):
    """The visitor must pay or cancel other orders first; the text is for the shopper."""


class TooMuchReserved(Exception):
    """Unpaid orders hold as much of a product as they may; the text is for the shopper."""


def hold(limits: Limits, *, session: int, email: int, network: int) -> timedelta:
    """How long one more order is reserved, beside so many unpaid ones; raises TooManyUnpaid."""
    if max(session, email) >= limits.orders:
        orders = "an unpaid order" if limits.orders == 1 else f"{limits.orders} unpaid orders"
        raise TooManyUnpaid(
            f"You already have {orders}. Please pay for one or cancel it, then try again. "
            "Your basket stays as it is."
        )
    if network >= limits.orders_of_network:
        raise TooManyUnpaid(
            "Too many orders from your connection are waiting to be paid. Please try again in "
            f"{limits.short_hold} minutes. Your basket stays as it is."
        )
    return limits.short if network >= limits.orders else limits.usual


def share(limits: Limits, *, stock: int, held: int, network: int, quantity: int) -> timedelta:
    """How long `quantity` of a product is reserved; raises TooMuchReserved.

    `held` is what all unpaid orders hold of `stock`, `network` what those of this network do, each with
    this order's own. One network gets a quarter; all of them half, beyond which only a few units are
    sold at a time.
    """
    most = max(stock * limits.percent_of_network // 100, ALWAYS)
    if network > most:
        raise TooMuchReserved(
            f"We can reserve at most {most} of one item until you pay. Please order fewer: "
            "your basket stays as it is."
        )
    if held <= max(stock * limits.percent // 100, ALWAYS):
        return limits.usual
    if quantity > FEW:
        raise TooMuchReserved(
            f"Other shoppers are paying for many of these. Please order up to {FEW}, "
            f"or try again in {limits.short_hold} minutes. Your basket stays as it is."
        )
    return limits.short


def when_low(limits: Limits, *, free: int) -> timedelta:
    """How long an order is reserved that leaves `free` units: the last ones wait for nobody long."""
    is_low = limits.low_stock and free <= limits.low_stock
    return limits.short if is_low else limits.usual
