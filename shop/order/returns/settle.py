"""How a return ends: by a refund, which settles it by itself, or by a reason why nothing is paid."""

from django.db import transaction
from django.utils import timezone

from shop.accounts.models import User
from shop.order.change_log import log_change
from shop.order.models import CancellationNotice, Return
from shop.order.return_rows import Outcome
from shop.order.returns.steps import locked
from shop.order.services import CannotSettle, queue_email_once


@transaction.atomic
def close_unpaid(*, item_return: Return, outcome: Outcome, why: str, by: User) -> None:
    """Settle a return without a refund, for a reason that the buyer is told. Raises CannotSettle."""
    row, words = locked(item_return), why.strip()[:200]
    if not row.is_open:
        raise CannotSettle("It has already been settled.")
    if not words:
        raise CannotSettle("Say why: the buyer gets it by email.")
    _set(row, outcome, words, by)
    queue_email_once(order=row.order, kind=f"return_closed:{row.pk}")
    text = f"{outcome.label.lower()}: {words}"
    log_change(order=row.order, action="order.notice_settled", by=by, changes=[("Outcome", "", text)])


def settle_refunded(item_return: Return) -> None:
    """Payments call this once a refund of the return is accepted; they have locked the order."""
    _set(item_return, Outcome.REFUNDED, "", None)


def reopen(item_return: Return) -> None:
    """Payments call this when the refund that settled the return fell through."""
    item_return.settled_at, item_return.outcome = None, ""
    item_return.save()
    _tell_notice(item_return)


def _set(row: Return, outcome: Outcome, note: str, by: User | None) -> None:
    row.settled_at, row.settled_by = timezone.now(), by
    row.outcome, row.outcome_note = outcome, note
    row.save()
    _tell_notice(row)


def _tell_notice(row: Return) -> None:
    """The notice holds the order until it has an outcome."""
    CancellationNotice.objects.filter(followed=row).update(
        handled_at=row.settled_at,
        settled_by=row.settled_by,
        outcome=row.outcome,
        outcome_note=row.outcome_note,
    )
