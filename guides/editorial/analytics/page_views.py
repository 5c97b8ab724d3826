"""Counting how often guides are opened (PECR sch. A1): first-party, without cookie, number or address.

A reader's browser says “guide 12 was opened, coming from the part before”; a number goes up by one, and
nothing else is kept. The reader can switch it off, and the browser's own signals are heeded.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from guides.editorial.models import GuideDay
from guides.models import GuidePage

KEPT = timedelta(days=760)  # two years side by side, and a month


@transaction.atomic
def count(*, guide_id: int, came_from: int | None, today: date) -> bool:
    """One more view of a live guide; False when there is no such guide."""
    guide = GuidePage.objects.live().filter(pk=guide_id).first()
    if guide is None:
        return False
    before = guide.get_prev_siblings().live().first()
    onward = int(before is not None and before.pk == came_from)
    GuideDay.objects.get_or_create(guide_id=guide_id, day=today)
    GuideDay.objects.filter(guide_id=guide_id, day=today).update(
        views=F("views") + 1, onward=F("onward") + onward
    )
    return True


def forget_old(today: date) -> int:
    """Delete days that no report shows any more."""
    deleted, _ = GuideDay.objects.filter(day__lt=today - KEPT).delete()
    return deleted
