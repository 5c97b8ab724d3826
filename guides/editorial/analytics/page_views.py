"""First-party page view counts of guides, without cookies, visitor ids or addresses (PECR sch. A1).

The reader's browser reports which guide was opened and which page it came from. A counter goes up by one;
nothing else is stored. Readers can opt out, and the browser's opt-out signals are respected.
"""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import F

from guides.editorial.models import GuideDay
from guides.models import GuidePage

RETAINED = timedelta(days=760)  # two years side by side, and a month


@transaction.atomic
def count(*, guide_id: int, came_from: int | None, today: date) -> bool:
    """Count one view of a live guide. False if there is no such guide."""
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
    """Delete counts that are too old for any report. Returns how many."""
    deleted, _ = GuideDay.objects.filter(day__lt=today - RETAINED).delete()
    return deleted
