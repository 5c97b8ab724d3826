"""Plans a price for some days, cancels a plan, and each minute applies what begins and ends.

All of it holds the lock of the stock record, and reads the plan after that: a second tick, or a colleague who
cancels at midnight, finds what the first one did.
"""

from datetime import date
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from shop.mail import outbox
from shop.partner.models import StockRecord
from shop.partner.planned_price import Ending, PlannedPrice
from shop.partner.prices import price_words
from shop.trader.details import trader

LEFT_KIND = "partner.planned_price_left"


class NoPrice(Exception):
    """The size isn't for sale yet: there is no price to come back to."""


class Overlaps(Exception):
    """Another plan of this size, `plan`, has some of the days."""

    def __init__(self, plan: PlannedPrice) -> None:
        super().__init__(str(plan))
        self.plan = plan


class AlreadyEnded(Exception):
    """There is nothing left to cancel."""


@transaction.atomic
def plan_price(*, record_id: int, price: Decimal, since: date, until: date) -> PlannedPrice:
    """A price in pounds from the start of `since` to the end of `until`; raises NoPrice and Overlaps."""
    record = lock_record(record_id)
    if record.price is None:
        raise NoPrice
    plans = PlannedPrice.objects.filter(stock_record=record, ended_at=None)
    if rival := plans.filter(since__lte=until, until__gte=since).first():
        raise Overlaps(rival)
    return PlannedPrice.objects.create(stock_record=record, price=price, since=since, until=until)


@transaction.atomic
def cancel_plan(*, plan_id: int) -> PlannedPrice:
    """End it now: a running one brings back the price from before. Raises AlreadyEnded."""
    record, plan = _held(plan_id)
    if plan.ended_at:
        raise AlreadyEnded
    _end(plan, record, Ending.CANCELLED)
    return plan


def apply_due() -> int:
    """End what is over, then begin what is due; returns how many prices begin or end.

    First the ends: a plan that follows another then finds the price from before, not the planned one.
    """
    today = timezone.localdate()
    plans = PlannedPrice.objects.filter(ended_at=None)
    ended = [finish(pk) for pk in _keys(plans.filter(until__lt=today))]
    begun = [begin(pk) for pk in _keys(plans.filter(began_at=None, since__lte=today))]
    return sum(ended) + sum(begun)


def _keys(plans: QuerySet[PlannedPrice]) -> list[int]:
    return list(plans.values_list("pk", flat=True))


@transaction.atomic
def begin(plan_id: int) -> bool:
    """Whether the planned price was set. A size without a price waits until it has one."""
    record, plan = _held(plan_id)
    if plan.began_at or plan.ended_at or record.price is None:
        return False
    plan.price_before, plan.began_at = record.price, timezone.now()
    plan.save()
    _set_price(record, plan.price)
    return True


@transaction.atomic
def finish(plan_id: int) -> bool:
    """Whether the plan was ended now. Staff get an email if the price had been changed meanwhile."""
    record, plan = _held(plan_id)
    if plan.ended_at:
        return False
    _end(plan, record, Ending.RESTORED if plan.began_at else Ending.MISSED)
    if plan.ending != Ending.RESTORED:
        _email_staff(plan)
    return True


def lock_record(record_id: int) -> StockRecord:
    """The stock record, locked to the end of the transaction."""
    rows = StockRecord.objects.select_for_update(of=("self",))
    return rows.select_related("product__parent").get(pk=record_id)


def _held(plan_id: int) -> tuple[StockRecord, PlannedPrice]:
    """Both, the plan as it is once the stock record is locked."""
    record = lock_record(PlannedPrice.objects.values_list("stock_record_id", flat=True).get(pk=plan_id))
    return record, PlannedPrice.objects.get(pk=plan_id)


def _end(plan: PlannedPrice, record: StockRecord, ending: Ending) -> None:
    """A price that somebody typed since is never overwritten."""
    if plan.began_at and record.price != plan.price:
        ending, plan.price_found = Ending.LEFT, record.price
    plan.ending, plan.ended_at = ending, timezone.now()
    plan.save()
    if plan.began_at and ending != Ending.LEFT:
        _set_price(record, plan.price_before)


def _set_price(record: StockRecord, price: Decimal | None) -> None:
    """By `save`, which the log and the caches follow; the history is written by the database."""
    record.price = price
    record.save(update_fields=["price"])


def _email_staff(plan: PlannedPrice) -> None:
    name = plan.stock_record.product.full_name
    outbox.queue_once(
        LEFT_KIND,
        key=str(plan.pk),
        to=trader().email,
        args={"subject": f"A planned price of {name}", "text": _text(plan, name)},
    )


def _text(plan: PlannedPrice, name: str) -> str:
    if plan.ending == Ending.MISSED:
        return f"{name} should have cost {plan}. It never began: the schedule didn’t run, or it had no price."
    now = price_words(plan.price_found)
    return (
        f"{name} cost {plan}, and £{plan.price_before} before. Somebody has changed the price meanwhile "
        f"to {now}, so it was left as it is. Set it under Prices and stock if it should be another."
    )
