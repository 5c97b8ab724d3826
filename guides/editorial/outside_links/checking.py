"""Keeps a row for each link to another site, and checks a few at a time."""

from datetime import datetime, timedelta
from itertools import takewhile
from time import monotonic

from guides.editorial.internal_links import outside_address, places
from guides.editorial.models import OutsideLink
from guides.editorial.models.outside_links import LONGEST
from guides.editorial.outside_links.verdict import LINK_SECONDS, problem_with

RUN_SECONDS = 75  # no further link is begun once its own time would end after this
AT_ONCE = 5  # slow sites mustn't keep the worker from emails
AGAIN_AFTER = timedelta(days=7)
FAILED_AGAIN_AFTER = timedelta(days=1)


def collect() -> None:
    """Add addresses that published texts lead to, and forget those that none leads to any longer."""
    found = {outside_address(link.address) for place in places() for link in place.links} - {""}
    wanted = {address for address in found if len(address) <= LONGEST}
    OutsideLink.objects.exclude(address__in=wanted).delete()
    OutsideLink.objects.bulk_create(
        [OutsideLink(address=address) for address in sorted(wanted)], ignore_conflicts=True
    )


def check_due(*, now: datetime) -> int:
    """Check the links that have waited longest. Returns how many; the others stay due."""
    due = list(OutsideLink.objects.filter(due_at__lte=now)[:AT_ONCE])
    last_begin = monotonic() + RUN_SECONDS - LINK_SECONDS
    in_time = takewhile(lambda _: monotonic() <= last_begin, due)
    return len([_check(link, now) for link in in_time])


def _check(link: OutsideLink, now: datetime) -> OutsideLink:
    link.problem = problem_with(link.address)
    link.failures = min(link.failures + 1, 1000) if link.problem else 0
    link.due_at = now + (FAILED_AGAIN_AFTER if link.problem else AGAIN_AFTER)
    link.save(update_fields=["problem", "failures", "due_at"])
    return link


def dead_links() -> dict[str, str]:
    """The problem of each dead link, by address."""
    rows = OutsideLink.objects.filter(failures__gte=OutsideLink.DEAD_AFTER)
    return dict(rows.values_list("address", "problem"))
