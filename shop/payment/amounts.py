"""What of a payment can still be given back, and what a few of a line's pieces cost. Pence throughout."""

from collections.abc import Iterable


def share(total: int, quantity: int, *, after: int, pieces: int) -> int:
    """What so many pieces of a line cost, when some were given back before.

    £10.00 for three are £3.33, £3.33 and £3.34: the parts always add up to what was paid.
    """
    return total * (after + pieces) // quantity - total * after // quantity


def left(received: int, given_back: Iterable[int], disputed: Iterable[int] = ()) -> int:
    """What is still ours to give back; what the buyer's bank has taken is not."""
    return max(0, received - sum(given_back) - sum(disputed))
