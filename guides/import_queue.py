"""Puts imports that run in tasks back into the queue: after a worker stopped, or at the request of staff.

Their tables have `state`, `tries` and `moved_at`, the moment of the last step.
"""

from collections.abc import Callable
from datetime import timedelta

from django.db import transaction
from django.db.models import Model, QuerySet
from django.utils import timezone

QUIET = timedelta(minutes=2)  # far longer than one step takes
MAX_TRIES = 3

Enqueue = Callable[[int], object]


def resume[M: Model](open_runs: QuerySet[M], *, stopped: str, enqueue: Enqueue, quiet: timedelta) -> int:
    """Restart those that made no progress for a while; returns how many.

    After three tries without a step they get the state `stopped`.
    """
    still = open_runs.filter(moved_at__lte=timezone.now() - quiet)
    still.filter(tries__gte=MAX_TRIES).update(state=stopped)
    keys = list(still.values_list("pk", flat=True))
    for key in keys:
        open_runs.filter(pk=key).update(moved_at=timezone.now())  # the next minute is too soon
        enqueue(key)
    return len(keys)


@transaction.atomic
def go_on[M: Model](stopped_run: QuerySet[M], *, waiting: str, enqueue: Callable[[], object]) -> None:
    """Continue a stopped import; one that isn't stopped any more stays as it is."""
    if stopped_run.update(state=waiting, tries=0, moved_at=timezone.now()):
        transaction.on_commit(enqueue)
