"""The run: queue, try two subjects, choose, kill, go on, settle."""

import time
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from bench.newsletter import letter, people
from bench.newsletter.result import Result, report
from bench.newsletter.sink import taken
from bench.newsletter.workers import Leg, run
from bench.timing import timed
from guides.newsletter.models import Delivery, Newsletter
from guides.newsletter.sending import schedule


def measure(number: int, log: Path) -> int:
    """Send to so many subscribers; prints the result and returns the exit code."""
    people.fill(number)
    newsletter = letter.write()
    queued = timed(lambda: schedule.begin(newsletter=newsletter))
    rows = Delivery.objects.count()
    tried = letter.tried()
    legs = [until(lambda: letter.sent() >= tried)]
    rest = rows - tried
    chosen = timed(letter.choose_second)
    legs.append(until(lambda: letter.sent() >= rows // 2, killed=True))
    gone = people.let_some_leave()
    left_at = time.time()
    schedule.resume(quiet=timedelta(0))
    legs.append(until(letter.is_over))
    doubt = settle(newsletter, log)
    return report(Result(number, rows, queued, rest, chosen, legs, taken(log), gone, left_at, doubt))


def settle(newsletter: Newsletter, log: Path) -> tuple[int, int]:
    """By the server's log; what it hadn't taken is sent."""
    doubt = letter.settle(newsletter, (mail.message_id for mail in taken(log)))
    if doubt[1]:
        until(letter.is_over)
    return doubt


def until(is_reached: Callable[[], bool], *, killed: bool = False) -> Leg:
    """Two workers send until then."""
    return run(is_reached, count=letter.sent, killed=killed)
