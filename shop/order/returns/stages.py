"""Where a return stands. The list's tabs and a return's own page ask the same query."""

from typing import Any

from django.db.models import Case, CharField, Exists, F, OuterRef, Q, QuerySet, TextChoices, Value, When

from shop.order import statuses
from shop.order.models import Return, ReturnLine
from shop.order.return_rows import Reason


class Stage(TextChoices):
    """The tabs, in the order in which a return passes them."""

    NOTICE = "notice", "Notices"
    ON_ITS_WAY = "on-its-way", "On their way back"
    ARRIVED = "arrived", "Arrived"
    TO_REFUND = "to-refund", "To refund"
    SETTLED = "settled", "Settled"


def with_stage(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Annotates `stage`, and `in_parcels`: whether a part-sent order has sent pieces of it.

    “Arrived” has pieces that nobody has looked at, or that are still to come.

    Where nothing was sent, or nothing can come back, there is only the money to give.
    """
    missing = Exists(ReturnLine.objects.filter(item_return=OuterRef("pk"), state=""))
    in_parcels = Exists(ReturnLine.objects.filter(item_return=OuterRef("pk")).in_parcels())
    nothing_comes = Q(~Q(order__status__in=statuses.RECEIVED), in_parcels=False) | Q(reason=Reason.LOST)
    stage = Case(
        When(settled_at__isnull=False, then=Value(Stage.SETTLED.value)),
        When(nothing_comes, then=Value(Stage.TO_REFUND.value)),
        When(Q(arrived_on__isnull=False) & missing, then=Value(Stage.ARRIVED.value)),
        When(arrived_on__isnull=False, then=Value(Stage.TO_REFUND.value)),
        When(posted_on__isnull=False, then=Value(Stage.ON_ITS_WAY.value)),
        default=Value(Stage.NOTICE.value),
        output_field=CharField(),
    )
    return rows.annotate(in_parcels=in_parcels).annotate(stage=stage)


def stage_of(row: Return) -> Stage:
    """Of a row that `with_stage` has read."""
    return Stage(vars(row)["stage"])


def nearest_first(rows: QuerySet[Any]) -> QuerySet[Any]:
    """Open returns by their last day, then the settled ones, the latest first.

    Databases place empty values differently, so that each key says where they go.
    """
    open_until = Case(When(settled_at=None, then=F("due_on")))
    return rows.order_by(F("settled_at").desc(nulls_first=True), open_until.asc(nulls_last=True), "pk")
