"""Copies settled orders with all their rows into the past: three years of trade in some seconds."""

import itertools
import uuid
from datetime import date, datetime, timedelta
from typing import Any

from django.apps import apps
from django.core.management.color import no_style
from django.db import connection, models, transaction

# Each after those that it names.
COPIED = (
    "basket.Basket",
    "order.ShippingAddress",
    "order.Order",
    "order.Line",
    "order.LinePrice",
    "order.OrderStatusChange",
    "order.Parcel",
    "order.ParcelLine",
    "order.LineBatch",
    "order.CancellationNotice",
    "order.CancelledLine",
    "order.Return",
    "order.ReturnLine",
    "payment.PaymentAttempt",
    "payment.Refund",
    "payment.RefundLine",
    "documents.Document",
    "mail.OutboxEmail",
    "partner.StockMovement",
    "wagtailcore.ModelLogEntry",
)
STEP = 100_000  # between the keys of two copies of a row
ORDER_TEXTS = ("reference", "object_id", "once")  # columns that name a row without a foreign key
AREAS = ("GL", "BS", "LS", "CF", "EX", "TR", "NR", "YO")
REAL = ("simulated", "is_simulated")
Row = dict[str, Any]
Limits = dict[str, int]


def limits() -> Limits:
    """The highest key of each table now."""
    return {label: _rows(label).aggregate(last=models.Max("pk"))["last"] or 0 for label in COPIED}


@transaction.atomic
def copy_into_the_past(found: Limits, *, turns: range, step: timedelta) -> None:
    """Copy the orders up to these keys once for each turn, each time a step earlier."""
    rows = {label: list(_rows(label).filter(pk__lte=last).values()) for label, last in found.items()}
    for label in COPIED:
        made = (_moved(_model(label), row, turn, step) for turn in turns for row in rows[label])
        for batch in itertools.batched(made, 2000):
            _insert(_model(label), batch)
    _balance_the_shelf()
    _mend_sequences()


def _model(label: str) -> Any:
    return apps.get_model(label)


def _rows(label: str) -> Any:
    return _model(label)._base_manager.order_by("pk")


def _insert(model: Any, rows: tuple[Row, ...]) -> None:
    """Without signals and without each model's own `save`; times stay as they are."""
    for field in model._meta.concrete_fields:
        vars(field).update(dict.fromkeys(vars(field).keys() & {"auto_now", "auto_now_add"}, False))
    models.QuerySet(model).bulk_create([model(**row) for row in rows], batch_size=500)


def _moved(model: Any, row: Row, turn: int, step: timedelta) -> Row:
    """The copy of a row: other keys, other unique texts, earlier, of another buyer and paid for real."""
    moved = {}
    for field in model._meta.concrete_fields:
        value = row[field.attname]
        moved[field.attname] = _value(field, value, turn, step)
    return moved | _own(model._meta.label, moved, turn)


def _value(field: Any, value: Any, turn: int, step: timedelta) -> Any:
    if value in (None, ""):
        return value
    if isinstance(value, datetime | date):
        return value - step * turn
    if field.primary_key or (field.related_model and field.related_model._meta.label in COPIED):
        return value + STEP * turn
    if isinstance(value, uuid.UUID):
        return uuid.uuid5(value, str(turn))
    if field.name in REAL:
        return False
    if field.name in ORDER_TEXTS or (field.unique and isinstance(value, str)):
        return _renumbered(value, turn)
    return value


def _renumbered(value: str, turn: int) -> str:
    """“order:12” of the third copy is “order:300012”; a number that isn't a key gets an end of its own."""
    head, colon, key = value.partition(":")
    if key.isdecimal():
        return f"{head}{colon}{int(key) + STEP * turn}"
    return str(int(value) + STEP * turn) if value.isdecimal() else f"{value}-{turn}"


def _own(label: str, row: Row, turn: int) -> Row:
    """What differs from buyer to buyer, beyond keys."""
    if label == "order.Order":
        email = f"buyer{row['id'] % 1999}@example.com" if row["guest_email"] else ""
        return {"number": f"PS-{turn:04}-{row['id'] % STEP:04}", "guest_email": email, **_tracked(row)}
    if label == "order.Parcel":
        return _tracked(row)
    if label == "order.ShippingAddress":
        area = AREAS[turn % len(AREAS)]
        return {"last_name": f"Walker{turn}", "postcode": f"{area}{turn % 20 + 1} {turn % 9 + 1}AA"}
    if label == "documents.Document":
        return {"sequence": row["sequence"] + 1000 * turn}
    if label == "mail.OutboxEmail":
        return {"state": "sent", "sent_at": row["created_at"]}
    return {}


def _tracked(row: Row) -> Row:
    return {"tracking_number": f"AE{row['id'] % 10**8:08}3GB" if row["tracking_number"] else ""}


def _balance_the_shelf() -> None:
    """Receive what the copies sent, so that stock is the sum of its movements again."""
    movements = _rows("partner.StockMovement").order_by().filter(pk__gt=STEP)
    gone = movements.values("stock_record", "sku", "batch").annotate(pieces=models.Sum("pieces"))
    first = movements.aggregate(first=models.Min("at"))["first"]
    rows = [
        {
            "stock_record_id": row["stock_record"],
            "sku": row["sku"],
            "batch_id": row["batch"],
            "pieces": -row["pieces"],
            "kind": "received",
            "at": first - timedelta(days=1),
        }
        for row in gone
        if row["pieces"]
    ]
    _insert(_model("partner.StockMovement"), tuple(rows))


def _mend_sequences() -> None:
    """PostgreSQL counts on from the highest key."""
    statements = connection.ops.sequence_reset_sql(no_style(), [_model(label) for label in COPIED])
    with connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)
