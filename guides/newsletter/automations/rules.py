"""What becomes of a person whose next letter is due. Pure."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import Enum

from guides.newsletter.models import AutomationStep

TOO_LATE = timedelta(days=14)  # after an outage, or once it is turned on again


class Outcome(Enum):
    """What happens at a due step."""

    SEND = "send"
    SKIP = "skip"  # not for this person: the next step
    WAIT = "wait"  # too many emails this week, or a pause: later
    LEFT = "left"
    BOUGHT = "bought"
    LATE = "late"


@dataclass(frozen=True)
class PersonFacts:
    """What the database knows of a person at this moment."""

    is_permitted: bool  # confirmed, not suppressed, and the permission is in force
    paused_until: date | None
    has_bought: bool  # since it began for this person
    follows: bool  # any series
    emails_this_week: int
    has_opened: bool = False  # any free guide
    products: frozenset[str] = frozenset()  # ever bought, of those that a step asks for


def outcome(
    facts: PersonFacts,
    *,
    condition: str,
    product: str = "",
    ends_on_order: bool,
    is_late: bool,
    today: date,
    weekly_most: int,
) -> Outcome:
    """The first rule that applies; whatever ends the automation goes before what delays it."""
    if not facts.is_permitted:
        return Outcome.LEFT
    if facts.has_bought and ends_on_order:
        return Outcome.BOUGHT
    if is_late:
        return Outcome.LATE
    if not fits(facts, condition, product):
        return Outcome.SKIP
    is_paused = facts.paused_until is not None and facts.paused_until > today
    if is_paused or facts.emails_this_week >= weekly_most:
        return Outcome.WAIT
    return Outcome.SEND


def fits(facts: PersonFacts, condition: str, product: str = "") -> bool:
    """Whether a step is for this person; `product` is a slug."""
    return {
        AutomationStep.ALWAYS: True,
        AutomationStep.BOUGHT: facts.has_bought,
        AutomationStep.NOT_BOUGHT: not facts.has_bought,
        AutomationStep.FOLLOWS: facts.follows,
        AutomationStep.NOT_FOLLOWS: not facts.follows,
        AutomationStep.OPENED: facts.has_opened,
        AutomationStep.NOT_OPENED: not facts.has_opened,
        AutomationStep.PRODUCT: product in facts.products,
    }[condition]
