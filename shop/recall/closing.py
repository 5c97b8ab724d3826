"""Notes that the authority was told, and closes a recall once everybody is reached, or with a reason."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from shop.accounts.models import User
from shop.london import london
from shop.recall.change_log import AUTHORITY, CLOSED, log_change
from shop.recall.fates import fates_of
from shop.recall.models import Recall, State
from shop.recall.prepare import CannotRecall


@transaction.atomic
def note_authority(*, recall: Recall, told_on: date, reference: str, by: User) -> None:
    """Note the day and the authority's reference."""
    given = {"authority_told_on": told_on, "authority_reference": reference.strip()[:100]}
    Recall.objects.filter(pk=recall.pk).update(**given)
    log_change(recall, AUTHORITY, by, why=f"{london(told_on)}, {reference.strip()}")


@transaction.atomic
def close_recall(*, recall: Recall, reason: str, by: User) -> None:
    """Close it. Raises CannotRecall where people aren't reached and nobody says why that is enough."""
    recall = Recall.objects.select_for_update(of=("self",)).get(pk=recall.pk)
    if recall.state != State.STOPPED:
        raise CannotRecall("Only a recall whose sale is stopped is closed.")
    missing = sum(not fate.is_reached for fate in fates_of(recall.notices.all()))
    if missing and not reason.strip():
        raise CannotRecall(f"Not everybody has been reached ({missing} missing). Reach them, or say why not.")
    closed = {"closed_by": by, "closed_at": timezone.now(), "close_reason": reason.strip()[:300]}
    Recall.objects.filter(pk=recall.pk).update(state=State.CLOSED, **closed)
    log_change(recall, CLOSED, by, why=reason.strip() or "Everybody is reached")
