"""What a marketer finds on the first page of the office: drafts, what waits, what is due, live and sold."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from wagtail.admin.admin_url_finder import AdminURLFinder
from wagtail.admin.ui.components import Component
from wagtail.models import Page, TaskState

from guides.claims.content.authors import CmsUser
from guides.claims.models import Decision
from guides.claims.review.waiting import claims_waiting_for
from guides.editorial import calendar
from guides.editorial.analytics.top_sellers import top_sellers
from guides.editorial.importing.forms import pages_for
from guides.editorial.importing.report import counted
from guides.models import Feedback, GuidePage, ReaderQuestion
from shop.london import london

SHOWN = 6
AHEAD = timedelta(days=14)
SOLD_DAYS = 30
DAY, MOMENT = "%-d %B", "%-d %B, %H:%M"


@dataclass(frozen=True)
class Row:
    """A line of a panel."""

    text: str
    note: str
    url: str | None
    is_urgent: bool = False


def drafts(user: CmsUser) -> Iterator[Row]:
    """Pages of this person's that aren't published as they are, the newest change first."""
    mine = Q(owner=user) | Q(latest_revision__user=user)
    unfinished = Q(live=False) | Q(has_unpublished_changes=True)
    pages = Page.objects.filter(mine, unfinished, depth__gt=1).order_by("-latest_revision_created_at", "-pk")
    for page in pages[:SHOWN]:
        state = "changed since it was published" if page.live else "not published yet"
        title = page.draft_title or page.title
        yield Row(title, state, reverse("wagtailadmin_pages:edit", args=[page.pk]))


def waiting(user: CmsUser) -> Iterator[Row]:
    """What this person is to approve, and comments of readers to read."""
    finder = AdminURLFinder(user)
    states = TaskState.objects.reviewable_by(user).select_related("task", "revision")
    for state in states[:SHOWN]:
        content = state.revision.content_object if state.revision else None
        if content is not None:
            yield Row(str(state.revision.object_str), state.task.name, finder.get_edit_url(content), True)
    yield from _claims(user)
    if user.has_perm("guides.change_feedback"):
        yield from _comments()
    if user.has_perm("guides.change_readerquestion"):
        yield from _questions()


def _claims(user: CmsUser) -> Iterator[Row]:
    """One row for each text with claims to decide."""
    texts: dict[tuple[int, str], list[Decision]] = defaultdict(list)
    for row in claims_waiting_for(user):
        texts[row.content_type_id, row.object_id].append(row)
    for place, rows in list(texts.items())[:SHOWN]:
        asked_by = rows[0].asked_by.called if rows[0].asked_by else "somebody"
        note = f"{counted(len(rows), 'claim', 'claims')} to decide, asked by {asked_by}"
        yield Row(rows[0].title, note, reverse("claims-review", args=place), True)


def _comments() -> Iterator[Row]:
    number = Feedback.objects.filter(state=Feedback.NEW).exclude(comment="").count()
    if number:
        url = reverse("wagtailsnippets_guides_feedback:list") + f"?state={Feedback.NEW}"
        yield Row(f"{number} comment{'s' if number > 1 else ''} of readers", "to read", url)


def _questions() -> Iterator[Row]:
    number = ReaderQuestion.objects.filter(state=ReaderQuestion.NEW).count()
    if number:
        url = reverse("wagtailsnippets_guides_readerquestion:list") + f"?state={ReaderQuestion.NEW}"
        yield Row(f"{number} question{'s' if number > 1 else ''} from readers", "to answer", url)


def due(user: CmsUser) -> Iterator[Row]:
    """In the next two weeks: reviews, what goes live or down, and newsletters."""
    today = timezone.localdate()
    reviews = GuidePage.objects.live().filter(review_due__lte=today + AHEAD).order_by("review_due")
    for page in reviews.defer("body")[:SHOWN]:
        note = f"review due {london(page.review_due, DAY)}" if page.review_due else ""
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        yield Row(page.title, note, url, bool(page.review_due and page.review_due <= today))
    ahead = [event for event in calendar.events(today, today + AHEAD, user) if event.at >= timezone.now()]
    for event in sorted(ahead, key=lambda event: event.at)[:SHOWN]:
        yield Row(event.title, f"{event.what} {london(event.at, MOMENT)}", event.url)


def went_live(user: CmsUser) -> Iterator[Row]:
    """Pages published in the last two weeks."""
    since = timezone.now() - AHEAD
    for page in _published().filter(last_published_at__gte=since).order_by("-last_published_at")[:SHOWN]:
        is_new = page.first_published_at is not None and page.first_published_at >= since
        day = london(page.last_published_at, DAY) if page.last_published_at else ""
        yield Row(page.title, f"{'new' if is_new else 'changed'}, {day}", page.url)


def _published() -> QuerySet[Page]:
    pages: QuerySet[Page] = Page.objects.live().public().filter(depth__gt=1)
    return pages


def sold(user: CmsUser) -> Iterator[Row]:
    """The guides that sold most in the last month."""
    for page, sales in top_sellers(days=SOLD_DAYS, most=SHOWN):
        orders = f"{sales.orders} order{'s' if sales.orders > 1 else ''}"
        yield Row(page.title, f"£{sales.revenue} from {orders}", page.url)


type Links = list[tuple[str, str]]  # words and address


def beginnings(user: CmsUser) -> Links:
    """Ways to begin a guide, for whoever may make one below the index or a series."""
    parents = pages_for(user)
    if not parents:
        return []
    new = reverse("wagtailadmin_pages:add_subpage", args=[parents[0].pk])
    return [("Write a guide", new), ("Paste a document", reverse("desk-paste"))]


def no_links(user: CmsUser) -> Links:
    return []


def link_to(label: str, name: str) -> Callable[[CmsUser], Links]:
    """A link to the page with all of it."""
    return lambda user: [(label, reverse(name))]


class WritingPanel(Component):
    """One list of rows with a heading, a sentence where there are none, and links below."""

    template_name = "desk/first_page.html"

    def __init__(self, heading: str, rows: list[Row], nothing: str, links: Links, order: int) -> None:
        self.heading, self.rows, self.nothing, self.links, self.order = heading, rows, nothing, links, order

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        return {"heading": self.heading, "rows": self.rows, "nothing": self.nothing, "links": self.links}


# Heading, rows, what is said when there are none, the links below, the right.
PANELS = (
    ("My drafts", drafts, "No drafts.", beginnings, ""),
    ("Waits for me", waiting, "Nothing waits for you.", no_links, ""),
    ("Due", due, "Nothing in the next two weeks.", link_to("Calendar", "desk-calendar"), ""),
    (
        "Went live",
        went_live,
        "Nothing in the last two weeks.",
        link_to("Links and orphans", "desk-links"),
        "",
    ),
    (
        "Sold in 30 days",
        sold,
        "No orders that began in a guide.",
        link_to("What guides sell", "desk-sales"),
        "office.read_guide_sales",
    ),
)


def panels_for(user: CmsUser) -> Iterator[WritingPanel]:
    """The panels of a person who works on pages and guides."""
    if not user.has_perm("office.write_content"):
        return
    for place, (heading, rows, nothing, more, right) in enumerate(PANELS, 10):
        if not right or user.has_perm(right):
            yield WritingPanel(heading, list(rows(user)), nothing, more(user), place)
