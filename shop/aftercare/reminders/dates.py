"""When a reminder is due. Pure."""

from datetime import date, timedelta

ON_THE_WAY = 2  # days from dispatch to the first massage
LEAD = 7  # days before the bottle is empty


def lead_days(lasts_days: int) -> int:
    """A week before the end; for a bottle that lasts under three weeks, a third of its time."""
    return min(LEAD, lasts_days // 3)


def due_on(sent: date, lasts_days: int) -> date:
    """The day of the reminder for a parcel that left on `sent`; always after that day."""
    return sent + timedelta(days=ON_THE_WAY + lasts_days - lead_days(lasts_days))
