"""Where an offer stands: planned, running, ended or stopped."""

from datetime import date, datetime
from typing import Any, Final, NamedTuple

from django.db.models import Case, Count, F, Max, Min, Q, QuerySet, TextChoices, Value, When
from django.utils import timezone

from shop.london import london
from shop.offer.models import ConditionalOffer

DAY: Final = "%d/%m/%Y"


class State(TextChoices):
    """The states of an offer."""

    RUNNING = "running", "Running"
    PLANNED = "planned", "Planned"
    ENDED = "ended", "Ended"
    STOPPED = "stopped", "Stopped"


class Standing(NamedTuple):
    """What `with_state` has annotated; `codes` is how many it has."""

    state: State
    begins: datetime | None
    ends: datetime | None
    codes: int
    first_code: str


def with_state(offers: QuerySet[ConditionalOffer]) -> QuerySet[Any]:
    """Annotate what `standing` reads.

    An offer with codes runs as long as its codes do, whatever its own dates are. Without one nobody gets it.
    """
    has_codes = Q(offer_type=ConditionalOffer.VOUCHER)
    known = offers.annotate(
        codes=Count("vouchers"),
        first_code=Min("vouchers__code"),
        begins=Case(When(has_codes, then=Min("vouchers__start_datetime")), default=F("start_datetime")),
        ends=Case(When(has_codes, then=Max("vouchers__end_datetime")), default=F("end_datetime")),
    )
    now = timezone.now()
    stopped = Q(status=ConditionalOffer.SUSPENDED) | Q(offer_type=ConditionalOffer.VOUCHER, codes=0)
    used_up = Q(max_global_applications__gt=0, max_global_applications__lte=F("num_applications")) | Q(
        max_discount__gt=0, max_discount__lte=F("total_discount")
    )
    cases = (
        When(stopped, then=Value(State.STOPPED.value)),
        When(Q(ends__lt=now) | used_up, then=Value(State.ENDED.value)),
        When(begins__gt=now, then=Value(State.PLANNED.value)),
    )
    return known.annotate(state=Case(*cases, default=Value(State.RUNNING.value)))


def standing(offer: ConditionalOffer) -> Standing:
    """Where an offer from `with_state` stands."""
    row = vars(offer)
    first_code = row["first_code"] or ""
    return Standing(State(row["state"]), row["begins"], row["ends"], row["codes"], first_code)


def state_of(offer: ConditionalOffer) -> State:
    """The state of an offer from `with_state`."""
    return standing(offer).state


def state_words(offer: ConditionalOffer) -> str:
    """“Starts in 3 days”, “Running until 31/12/2026”, “Used up”, “Stopped”."""
    state, begins, ends, *_ = standing(offer)
    if state == State.PLANNED and begins:
        return _starts(timezone.localtime(begins).date())
    if state == State.STOPPED:
        return "Stopped" if offer.is_suspended else "Stopped: it has no code"
    if state == State.ENDED:
        return f"Ended on {london(ends, DAY)}" if ends and ends < timezone.now() else "Used up"
    return f"Running until {london(ends, DAY)}" if ends else "Running"


def _starts(day: date) -> str:
    days = (day - timezone.localdate()).days
    if days <= 0:
        return "Starts today"
    return "Starts tomorrow" if days == 1 else f"Starts in {days} days"
