"""What was sent at no charge, by reason, and what it cost the shop."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, QuerySet, Sum

from shop.london import end_of, start_of
from shop.money import round_penny
from shop.order.kinds import FREE, FreeReason
from shop.order.models import Line, Order
from shop.order.statuses import SOLD
from shop.partner.movements import LEFT_WITH_ORDERS, Kind, StockMovement

Costs = Mapping[tuple[int | None, int | None], Decimal]  # of one piece, by stock record and batch


@dataclass
class GivenAway:
    """One reason. `cost` is without VAT, of the pieces whose cost is known; `value` is what the shop asks."""

    reason: str
    orders: int = 0
    pieces: int = 0
    cost: Decimal = Decimal("0.00")
    unknown: int = 0
    value: Decimal = Decimal("0.00")


def given_away(first: date, last: date, *, simulated: bool = False) -> list[GivenAway]:
    """A row for each reason of the days, both included, of real or simulated orders, none cancelled."""
    orders = list(_orders(first, last, simulated=simulated))
    lines = [line for order in orders for line in order.lines.all()]
    costs, batches = _costs(lines), _batches(lines)
    rows: dict[str, GivenAway] = {}
    for order in orders:
        row = rows.setdefault(order.free_reason, GivenAway(FreeReason(order.free_reason).label))
        row.orders += 1
        row.value += order.value
        for line in order.lines.all():
            _add(row, line, costs, batches.get(line.pk, {}))
    return [rows[reason] for reason in FreeReason.values if reason in rows]


def _orders(first: date, last: date, *, simulated: bool) -> QuerySet[Order]:
    made = Order.objects.filter(kind__in=FREE, status__in=SOLD, simulated=simulated)
    placed = made.filter(date_placed__range=(start_of(first), end_of(last)))
    return placed.prefetch_related(Prefetch("lines", Line.objects.order_by("pk")))


def _add(row: GivenAway, line: Line, costs: Costs, sent: Mapping[int | None, int]) -> None:
    for batch, pieces in _parts(line, sent):
        row.pieces += pieces
        cost = costs.get((line.stockrecord_id, batch), costs.get((line.stockrecord_id, None)))
        if cost is None:
            row.unknown += pieces
        else:
            row.cost += round_penny(cost * pieces)


def _parts(line: Line, sent: Mapping[int | None, int]) -> Iterator[tuple[int | None, int]]:
    """The pieces by batch; what isn't sent yet has none."""
    yield from sent.items()
    if waiting := line.quantity_not_withdrawn - sum(sent.values()):
        yield None, waiting


def _batches(lines: list[Line]) -> dict[int, dict[int | None, int]]:
    """By line: which batches its pieces left from."""
    kinds = [*LEFT_WITH_ORDERS, Kind.NOT_SENT]
    moved = StockMovement.objects.filter(line__in=lines, kind__in=kinds).order_by()
    found: dict[int, dict[int | None, int]] = defaultdict(dict)
    for line, batch, pieces in moved.values_list("line", "batch").annotate(gone=Sum("pieces")):
        if pieces:
            found[line][batch] = -pieces
    return found


def _costs(lines: list[Line]) -> Costs:
    """What a piece of a batch cost when it came; for a size (no batch), what the last delivery cost."""
    records = {line.stockrecord_id for line in lines}
    came = StockMovement.objects.filter(stock_record__in=records, kind=Kind.RECEIVED, cost__isnull=False)
    found: dict[tuple[int | None, int | None], Decimal] = {}
    for record, batch, cost in came.order_by("at", "pk").values_list("stock_record", "batch", "cost"):
        found[record, batch] = found[record, None] = cost or Decimal(0)
    return found
