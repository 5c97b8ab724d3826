"""What people wait for an answer to: returns, reviews, disputes and emails that weren't sent."""

from collections.abc import Iterator

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone

from shop.backoffice.emails.listing import to_decide_url
from shop.backoffice.today.task import Task, counted
from shop.catalogue.reviews.models import ProductReview
from shop.complaints.models import DataComplaint
from shop.london import london
from shop.mail import outbox
from shop.order.deadlines import Urgency, urgency
from shop.order.models import Return
from shop.payment.models import Dispute
from shop.safety.models import AdverseEvent, State

MINUTE = "%-d %B, %H:%M"


def returns() -> Iterator[Task]:
    """Open cancellations, returns and claims, with the nearest last day."""
    rows = Return.objects.filter(settled_at=None).aggregate(number=Count("pk"), first=Min("due_on"))
    if day := rows["first"]:
        text = f"{counted(rows['number'], 'return')} to look after, the first by {london(day)}"
        is_near = urgency(day, timezone.localdate()) == Urgency.RED
        yield Task(text, reverse("office_returns:index"), is_near)


def disputes() -> Iterator[Task]:
    """Disputes that the bank hasn't decided. Evidence that comes too late isn't read."""
    waiting = Dispute.objects.exclude(status__in=Dispute.DECIDED)
    if number := waiting.count():
        due = waiting.aggregate(first=Min("due_by"))["first"]
        until = f", evidence by {london(due, MINUTE)}" if due else ""
        yield Task(f"{counted(number, 'dispute')} open{until}", reverse("office_orders:payments"), True)


def complaints() -> Iterator[Task]:
    """Complaints about personal data: those to confirm, with the law's last day, and those to answer."""
    open_ones = DataComplaint.objects.filter(answered_on=None)
    waiting = open_ones.filter(acknowledged_on=None)
    url = reverse("office_complaints:index")
    if first := waiting.order_by("received_on").first():
        words = counted(waiting.count(), "complaint")
        yield Task(f"{words} about data to confirm, the first by {london(first.acknowledge_by)}", url, True)
    if number := open_ones.exclude(acknowledged_on=None).count():
        yield Task(f"{counted(number, 'complaint')} about data to answer", url)


def reactions() -> Iterator[Task]:
    """Reports of skin reactions, as numbers and days only: serious ones, and those to assess."""
    open_ones = list(AdverseEvent.objects.exclude(state=State.CLOSED).order_by("reported_at"))
    url = reverse("office_safety:index")
    untold = [event for event in open_ones if event.tell_by and not event.authority_told_on]
    if untold and (day := untold[0].tell_by):
        words = counted(len(untold), "serious skin reaction")
        yield Task(f"{words}, tell the authority by {london(day)}", url, True)
    if number := sum(event.state == State.NEW for event in open_ones):
        yield Task(f"{counted(number, 'report')} of skin reactions to assess", url)


def reviews() -> Iterator[Task]:
    """Reviews that nobody has read yet."""
    if number := ProductReview.objects.filter(status=ProductReview.FOR_MODERATION).count():
        yield Task(
            f"{counted(number, 'review')} to read",
            f"{reverse('office_reviews:index')}?status={ProductReview.FOR_MODERATION}",
        )


def emails() -> Iterator[Task]:
    """Emails that weren't sent, or whose fate nobody knows."""
    if number := len(outbox.needing_staff()):
        yield Task(f"{counted(number, 'email')} to look at", to_decide_url(), True)
