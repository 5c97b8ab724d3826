"""What people wait for an answer to: cancellations, reviews, disputes and emails that weren't sent."""

from collections.abc import Iterator

from django.db.models import Min
from django.urls import reverse
from django.utils import timezone

from shop.backoffice.emails.listing import to_decide_url
from shop.backoffice.today.task import Task, counted
from shop.catalogue.reviews.models import ProductReview
from shop.london import london
from shop.mail import outbox
from shop.order.models import CancellationNotice
from shop.payment.models import Dispute
from shop.statutory_periods import REFUND_WITHIN

MINUTE = "%-d %B, %H:%M"


def cancellations() -> Iterator[Task]:
    """Open notices of buyers; where nothing was sent, the refund is due 14 days after the notice."""
    notices = CancellationNotice.objects.filter(handled_at=None)
    first = notices.aggregate(first=Min("received_at"))["first"]
    if first:
        day = timezone.localtime(first).date() + REFUND_WITHIN
        text = f"{counted(notices.count(), 'cancellation')} to answer, the first by {london(day)}"
        yield Task(text, reverse("dashboard:cancellations"), day <= timezone.localdate())


def disputes() -> Iterator[Task]:
    """Disputes that the bank hasn't decided. Evidence that comes too late isn't read."""
    waiting = Dispute.objects.exclude(status__in=Dispute.DECIDED)
    if number := waiting.count():
        due = waiting.aggregate(first=Min("due_by"))["first"]
        until = f", evidence by {london(due, MINUTE)}" if due else ""
        yield Task(f"{counted(number, 'dispute')} open{until}", reverse("office_orders:payments"), True)


def reviews() -> Iterator[Task]:
    """Reviews that nobody has read yet."""
    if number := ProductReview.objects.filter(status=ProductReview.FOR_MODERATION).count():
        yield Task(f"{counted(number, 'review')} to read", reverse("dashboard:reviews-list"))


def emails() -> Iterator[Task]:
    """Emails that weren't sent, or whose fate nobody knows."""
    if number := len(outbox.needing_staff()):
        yield Task(f"{counted(number, 'email')} to look at", to_decide_url(), True)
