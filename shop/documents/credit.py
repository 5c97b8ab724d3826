"""What a credit note says: amounts by rate, the items that went back, and the reason."""

from collections import defaultdict
from collections.abc import Iterable

from shop.documents.rules import (
    CONTRIBUTION,
    REDUCTION,
    Amounts,
    DocumentLine,
    by_rate,
    correction,
    rate_text,
)
from shop.money import to_pence
from shop.order.models import Order
from shop.payment.models import Refund, Settlement
from shop.payment.services import Reduction, reduced

REDUCED = "Reduction of the price"
RETURNED = "Contribution returned"


def credit_lines(
    order: Order, rows: Iterable[Reduction], issued: Iterable[DocumentLine], source: Refund | Settlement
) -> list[DocumentLine]:
    """The lines that bring all notes of an order to what these reductions took off, at each rate."""
    wanted = {
        rate_text(part.rate): Amounts(to_pence(part.net), to_pence(part.vat), to_pence(part.gross))
        for part in reduced(order, rows)
    }
    title, kind = (RETURNED, CONTRIBUTION) if order.is_contribution else (REDUCED, REDUCTION)
    titles = defaultdict(lambda: title, _titles(source))
    return correction(wanted, by_rate(issued), {rate: titles[rate] for rate in wanted}, kind)


def _titles(source: Refund | Settlement) -> dict[str, str]:
    """The items that went back, by rate."""
    if not isinstance(source, Refund):
        return {}
    items: dict[str, list[str]] = defaultdict(list)
    for part in source.lines.select_related("line"):
        items[rate_text(part.line.vat_rate)].append(f"{part.quantity} × {part.line.title}")
    return {rate: ", ".join(names) for rate, names in items.items()}


def reason_of(source: Refund | Settlement) -> str:
    """Why the note is issued, which it has to say (VAT Regulations 1995, reg. 15C)."""
    if source.attempt.order.is_contribution:
        return RETURNED
    if isinstance(source, Settlement):
        return "Price reduced, money paid back another way"
    if source.ends_order:
        return "Order cancelled"
    if source.lines.exists():
        return "Items returned or not supplied"
    return "Delivery refunded" if source.delivery_minor == source.amount_minor else "Price reduced"
