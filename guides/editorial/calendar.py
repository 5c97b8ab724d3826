"""Calendar of the CMS: when pages and snippets go live or expire and newsletters are sent."""

from calendar import Calendar
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import cast

from django.urls import reverse
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.models import Page, Revision

from guides.claims.content.authors import CmsUser
from guides.editorial.moving import may_schedule, may_send
from guides.models.shared_snippet import SharedSnippet
from guides.newsletter.models import Newsletter
from shop.london import end_of, iso, start_of

type Days = tuple[datetime, datetime]


@dataclass(frozen=True)
class Event:
    """An entry of a day."""

    at: datetime
    title: str
    what: str  # “goes live”, “goes down”, “is sent”
    url: str | None
    move_url: str = ""  # for people who may move it

    @property
    def was(self) -> str:
        """Its time as the form of a move expects it back."""
        return iso(self.at)


@dataclass(frozen=True)
class Day:
    """A day of the calendar with its events."""

    date: date
    in_month: bool
    events: list[Event]


def weeks(month: date, user: CmsUser | None) -> list[list[Day]]:
    """The month's weeks, starting on Mondays. An event has a link only if the user may edit it."""
    grid = Calendar().monthdatescalendar(month.year, month.month)
    by_day: dict[date, list[Event]] = defaultdict(list)
    for event in events(grid[0][0], grid[-1][-1], user):
        by_day[timezone.localtime(event.at).date()].append(event)
    return [
        [Day(day, day.month == month.month, sorted(by_day[day], key=lambda e: e.at)) for day in week]
        for week in grid
    ]


def events(first: date, last: date, user: CmsUser | None) -> list[Event]:
    """All events from the first day to the last, both included."""
    days = (start_of(first), end_of(last))
    finder = AdminURLFinder(user)
    return [
        *_going_live(days, user, finder),
        *_going_down(days, finder),
        *_being_sent(days, user, finder),
    ]


def _going_live(days: Days, user: CmsUser | None, finder: AdminURLFinder) -> Iterator[Event]:
    for row in Revision.objects.filter(approved_go_live_at__range=days):
        yield Event(
            cast(datetime, row.approved_go_live_at),
            row.object_str,
            "goes live",
            finder.get_edit_url(row.content_object),
            _move_url("text", row.pk) if may_schedule(row.content_object, user) else "",
        )


def _going_down(days: Days, finder: AdminURLFinder) -> Iterator[Event]:
    for page in Page.objects.filter(live=True, expire_at__range=days):
        yield Event(cast(datetime, page.expire_at), page.title, "goes down", finder.get_edit_url(page))
    for model in SharedSnippet.__subclasses__():
        for piece in model.objects.live().filter(expire_at__range=days):
            yield Event(piece.expire_at, str(piece), "goes down", finder.get_edit_url(piece))


def _being_sent(days: Days, user: CmsUser | None, finder: AdminURLFinder) -> Iterator[Event]:
    for letter in Newsletter.objects.filter(send_at__range=days):
        yield Event(
            cast(datetime, letter.send_at),
            letter.subject,
            "is sent",
            finder.get_edit_url(letter),
            _move_url("newsletter", letter.pk) if may_send(letter, user) else "",
        )


def _move_url(kind: str, pk: int) -> str:
    return reverse("desk-move", args=[kind, pk])


def step(month: date, by: int) -> date:
    """The first day of the month before or after."""
    index = month.year * 12 + month.month - 1 + by
    return date(max(1, index // 12), index % 12 + 1, 1)
