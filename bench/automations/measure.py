"""Three looks at the automations: all enter, all are due, and nobody is."""

import resource
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count
from django.utils import timezone

from bench.automations.people import TENTH, fill, live_on
from bench.timing import analyse, timed
from guides.newsletter.automations import services
from guides.newsletter.automations.advance import advance
from guides.newsletter.models import Automation, AutomationProgress
from shop.london import LONDON

SECONDS, MEGABYTES, FLAT = 60, 400, 20
LONGEST = 3_600  # seconds, so that one look does it all
Line = tuple[str, bool]


@dataclass(frozen=True)
class Look:
    """Seconds that one run of the scheduler's task took, MB by which the peak grew, and letters queued."""

    seconds: float
    grown: float
    letters: int


def measure(people: int) -> int:
    """Print each figure and whether it meets its goal; 0 if all do, else 1."""
    automation = services.create(kind=Automation.WELCOME)
    services.turn_on(automation=automation)
    fill(people)
    analyse()
    enter = look(at=morning(days=1))
    live_on(settings.NEWSLETTER_WEEKLY_MOST)
    analyse()
    write = look(at=morning(days=3))
    idle = look(at=morning(days=3))
    lines = [*speed(people, enter, write, idle), *care(people, write)]
    for words, is_good in lines:
        print(f"{'ok  ' if is_good else 'FAIL'} {words}")
    return 0 if all(is_good for _, is_good in lines) else 1


def speed(people: int, enter: Look, write: Look, idle: Look) -> list[Line]:
    """Seconds and memory of each look."""
    return [
        (f"{people} enter in {enter.seconds:.1f} s", enter.seconds < SECONDS),
        (
            f"{people} are due and {write.letters} emails queued in {write.seconds:.1f} s",
            write.seconds < SECONDS,
        ),
        (f"a look when nobody is due takes {idle.seconds:.2f} s", idle.seconds < SECONDS),
        (f"memory: {peak():.0f} MB, of which the second look added {write.grown:.0f}", is_flat(write)),
    ]


def is_flat(look: Look) -> bool:
    return look.grown < FLAT and peak() < MEGABYTES


def care(people: int, write: Look) -> list[Line]:
    """What became of everybody."""
    tenth = people // TENTH
    counted = AutomationProgress.objects.values_list("state").annotate(number=Count("pk"))
    states = dict(counted.order_by())
    wanted = {AutomationProgress.ACTIVE: people - tenth, AutomationProgress.LEFT: tenth}
    return [
        (f"each is in it once: {states}", states == wanted),
        (f"emails to those who left or had enough: {write.letters - 8 * tenth}", write.letters == 8 * tenth),
    ]


def look(*, at: datetime) -> Look:
    """One run of the scheduler's task."""
    before = peak()
    letters = 0

    def deed() -> None:
        nonlocal letters
        letters = advance(now=at, seconds=LONGEST)

    seconds = timed(deed)
    return Look(seconds, peak() - before, letters)


def peak() -> float:
    """The most that this process has held, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def morning(*, days: int) -> datetime:
    """Eleven o'clock in London in so many days."""
    return (timezone.now().astimezone(LONDON) + timedelta(days=days)).replace(hour=11, minute=0)
