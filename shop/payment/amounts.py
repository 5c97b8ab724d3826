"""Refund arithmetic, in pence: what is left to refund, and the price of part of a line."""

from collections.abc import Iterable


def share(total: int, quantity: int, *, after: int, pieces: int) -> int:
    """The price of some pieces of a line, when `after` pieces were refunded before.

    £10.00 for three are £3.33, £3.33 and £3.34: the parts always add up to what was paid.
    """
    return total * (after + pieces) // quantity - total * after // quantity


def left(received: int, given_back: Iterable[int], disputed: Iterable[int] = ()) -> int:
    """The amount that can still be refunded; disputed money can't."""
    return max(0, received - sum(given_back) - sum(disputed))
