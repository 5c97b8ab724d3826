"""Stops the sale: batches first, then what follows from it.

The first step locks stock records, as sending and ordering do. Holds and notices touch orders, which sending
locks before the stock, so they come after it in transactions of their own: a parcel and a recall never wait
for each other. Whoever ordered before the stop is committed by then, and found.
"""

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from shop.accounts.models import User
from shop.catalogue import off_sale
from shop.catalogue.models import Batch
from shop.london import london
from shop.partner.models import StockRecord
from shop.phone_orders.models import HOLDING, PaymentLink
from shop.phone_orders.services import withdraw
from shop.recall.buyers import batches_of, note_buyers
from shop.recall.change_log import SEARCHED, STOPPED, log_change
from shop.recall.models import Recall, State
from shop.recall.open_orders import hold_open_orders, products_of
from shop.recall.prepare import CannotRecall
from shop.recall.sold_in_days import batches_on_shelf, take_off_shelf


def stop_sale(*, recall: Recall, by: User) -> None:
    """Recall the batches, hold the open orders and note everybody who has pieces. Raises CannotRecall."""
    _stop(recall, by)
    follow_up(recall=recall, by=by)


def look_again(*, recall: Recall, by: User) -> int:
    """Repeat what follows from the stop, such as after batches were corrected; returns how many are new."""
    if recall.state != State.STOPPED:
        raise CannotRecall("Only while its sale is stopped and it isn’t closed.")
    found = follow_up(recall=recall, by=by)
    log_change(recall, SEARCHED, by, why=f"{found} more found")
    return found


def follow_up(*, recall: Recall, by: User) -> int:
    """Hold open orders, end payment links for the pieces, note the buyers; may be repeated."""
    recall.refresh_from_db()
    if not recall.is_rehearsal:
        hold_open_orders(recall=recall, by=by)
        _withdraw_links(recall)
    return note_buyers(recall=recall)


@transaction.atomic
def _stop(recall: Recall, by: User) -> None:
    recall = Recall.objects.select_for_update(of=("self",)).get(pk=recall.pk)
    if recall.state != State.PREPARED:
        when = london(recall.stopped_at, "%d/%m/%Y at %H:%M") if recall.stopped_at else ""
        raise CannotRecall(f"{recall.stopped_by or 'A colleague'} stopped the sale on {when}.")
    if not recall.is_rehearsal:
        _take_off_sale(recall, by)
    Recall.objects.filter(pk=recall.pk).update(state=State.STOPPED, stopped_by=by, stopped_at=timezone.now())
    log_change(recall, STOPPED, by, why=recall.scope)


def _take_off_sale(recall: Recall, by: User) -> None:
    batches = batches_of(recall)
    for period in recall.periods.all():
        batches += batches_on_shelf(period)
    _lock_shelves(batches)
    for batch in batches:
        _recall_batch(batch, recall.problem, by)
    take_off_shelf(recall=recall, by=by)


def _lock_shelves(batches: list[Batch]) -> None:
    """All at once and in one order, so that two recalls don't wait for each other."""
    ours = Q(product__batches__in=batches) | Q(product__batches__parts__part__in=batches)
    keys = StockRecord.objects.filter(ours).order_by().values("pk")
    list(StockRecord.objects.select_for_update().filter(pk__in=keys).order_by("pk"))


def _recall_batch(batch: Batch, problem: str, by: User) -> None:
    """One that sets of another batch stopped already stays as it is."""
    batch.refresh_from_db()
    if not batch.is_recalled:
        off_sale.block(batch=batch, reason=problem[:150], by=by, is_recall=True)


def _withdraw_links(recall: Recall) -> None:
    """Baskets that staff filled by telephone have the pieces set aside."""
    lines = Q(basket__lines__product__in=products_of(recall))
    for link in PaymentLink.objects.filter(lines, state__in=HOLDING).distinct():
        withdraw(link=link)
