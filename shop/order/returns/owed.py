"""Which pieces a refund is about, by rule: what the refund form is filled in with."""

from collections import Counter

from shop.order.models import Order, Return, ReturnLine
from shop.order.return_rows import Kind, State


def wanted_pieces(order: Order, row: Return | None) -> Counter[int]:
    """Pieces to refund by order line: of one return, else of all that are open."""
    rows = [row] if row else list(order.returns.filter(settled_at=None).select_related("order"))
    found: Counter[int] = Counter()
    for one in rows:
        parts = list(ReturnLine.objects.filter(item_return=one).select_related("line__product__parent"))
        some_came = any(part.state for part in parts)
        for part in parts:
            if _is_owed(one, part, some_came):
                found[part.line_id] += part.quantity
    return found


def _is_owed(row: Return, part: ReturnLine, some_came: bool) -> bool:
    """Pieces that came back, or all while none has to.

    A seal that the buyer broke ends the right to cancel (CCR 2013, reg. 28(3)), but not a claim.
    """
    if not part.state:
        return not some_came
    if part.state == State.WRONG:
        return False
    return not (row.kind == Kind.CANCELLATION and part.state == State.SEAL_BROKEN and _is_sealed(part))


def _is_sealed(part: ReturnLine) -> bool:
    """Whether the product is sold with a hygiene seal."""
    product = part.line.product
    sold = product.parent if product and product.is_child else product
    return bool(sold and sold.hygiene_seal)
