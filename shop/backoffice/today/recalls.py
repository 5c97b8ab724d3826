"""Recalls that aren’t closed: prepared ones, and those whose people aren’t all reached yet."""

from collections.abc import Iterator

from shop.backoffice.recalls.addresses import recall_url
from shop.backoffice.today.task import Task
from shop.recall.fates import fates_of
from shop.recall.models import Recall, State


def open_recalls() -> Iterator[Task]:
    """Each with what it waits for: the owner who stops the sale, or people to be reached."""
    for recall in Recall.objects.exclude(state=State.CLOSED).order_by("stopped_at", "pk"):
        yield Task(f"{recall}: {_left(recall)}", recall_url(recall), not recall.is_rehearsal)


def _left(recall: Recall) -> str:
    if recall.state == State.PREPARED:
        return "prepared, and still on sale"
    fates = fates_of(recall.notices.select_related("order__user"))
    missing = sum(not fate.is_reached for fate in fates)
    if not missing:
        return "everybody is reached, it can be closed"
    return f"{missing} of {len(fates)} not reached"
