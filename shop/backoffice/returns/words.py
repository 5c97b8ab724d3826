"""The clock of a return in words, and how urgent it is."""

from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from shop.london import london
from shop.order.deadlines import Urgency, refund_by, urgency
from shop.order.models import Return


@dataclass(frozen=True)
class Due:
    """“Refund by 12 December, 3 days left”. Only what the shop owes gets amber and red."""

    text: str
    urgency: Urgency

    def __str__(self) -> str:
        return self.text

    @property
    def css(self) -> str:
        """The class of its colour."""
        return f"returns-due returns-due--{self.urgency.value}"


def due_of(row: Return) -> Due:
    """What has to happen by when."""
    if row.settled_at:
        note = f": {row.outcome_note}" if row.outcome_note else ""
        return Due(f"{row.get_outcome_display() or 'Settled'}{note}", Urgency.CALM)
    today = timezone.localdate()
    if row.clock.waits:
        return Due(f"Refund what wasn’t sent by {_until(row.due_on, today)}", urgency(row.due_on, today))
    if refund_by(row.clock) is None:
        late = "To be sent back by" if today <= row.due_on else "Should have been sent back by"
        return Due(f"{late} {_until(row.due_on, today)}", Urgency.CALM)
    what = "Answer by" if row.clock.is_claim else "Refund by"
    return Due(f"{what} {_until(row.due_on, today)}", urgency(row.due_on, today))


def _until(day: date, today: date) -> str:
    left = (day - today).days
    if left == 0:
        return f"{london(day)}, today"
    count = f"{abs(left)} day{'' if abs(left) == 1 else 's'}"
    return f"{london(day)}, {count} {'left' if left > 0 else 'late'}"
