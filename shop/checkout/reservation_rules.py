"""Limits on unpaid orders: how many, how much of a product, and for how long. Pure."""

from datetime import timedelta

HOLD, SHORT_HOLD = timedelta(minutes=30), timedelta(minutes=10)
MAX_UNPAID = 2  # of one browser or email address; of one network, before reservations get shorter
MAX_UNPAID_OF_NETWORK = 20  # an office or a hall of residence buys through one address
ALWAYS = 12  # units that any network, and all unpaid orders together, may hold however small the stock
FEW = 3  # units that are still sold, for a shorter time, when half of the stock waits to be paid


class TooManyUnpaid(Exception):
    """The visitor must pay or cancel other orders first; the text is for the shopper."""


class TooMuchReserved(Exception):
    """Unpaid orders hold as much of a product as they may; the text is for the shopper."""


def hold(*, session: int, email: int, network: int) -> timedelta:
    """How long one more order is reserved, beside so many unpaid ones; raises TooManyUnpaid."""
    if max(session, email) >= MAX_UNPAID:
        raise TooManyUnpaid(
            f"You already have {MAX_UNPAID} unpaid orders. Please pay for one or cancel it, then try again."
        )
    if network >= MAX_UNPAID_OF_NETWORK:
        raise TooManyUnpaid(
            "Too many orders from your connection are waiting to be paid. Please try again in 10 minutes."
        )
    return SHORT_HOLD if network >= MAX_UNPAID else HOLD


def share(*, stock: int, held: int, network: int, quantity: int) -> timedelta:
    """How long `quantity` of a product is reserved; raises TooMuchReserved.

    `held` is what all unpaid orders hold of `stock`, `network` what those of this network do, each with
    this order's own. One network gets a quarter; all of them half, beyond which only a few units are
    sold at a time.
    """
    if network > max(stock // 4, ALWAYS):
        raise TooMuchReserved(f"We can reserve at most {max(stock // 4, ALWAYS)} of one item until you pay.")
    if held <= max(stock // 2, ALWAYS):
        return HOLD
    if quantity > FEW:
        raise TooMuchReserved(
            f"Other shoppers are paying for many of these. Please order up to {FEW}, "
            "or try again in 10 minutes."
        )
    return SHORT_HOLD
