"""What came in, and payments that somebody must check."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone

from shop.backoffice.today.task import Task, counted
from shop.documents.wording import money
from shop.london import start_of
from shop.order import statuses
from shop.order.models import Order
from shop.order.sales import sold_orders
from shop.payment.services.takings import takings
from shop.reports.contributions import given_in

DAY = timedelta(days=1)


def sales() -> Iterator[Task]:
    """Takings after refunds, yesterday and in the last seven days."""
    today = start_of(timezone.localdate())
    yield _takings("Yesterday", today - DAY, today)
    yield _takings("The seven days before today", today - 7 * DAY, today)


def contributions() -> Iterator[Task]:
    """What readers gave for the guides in the last seven days; a line of its own, as it is no sale."""
    today = timezone.localdate()
    found = given_in(today - 7 * DAY, today - DAY)
    if found.number:
        words = f"{money(found.left)} in {counted(found.number, 'contribution')} to the guides"
        yield Task(
            f"The seven days before today: {words}", f"{reverse('office_orders:index')}?kind=contribution"
        )


def payments_to_check() -> Iterator[Task]:
    """Orders whose payment doesn't match, and which therefore aren't sent."""
    if number := Order.objects.filter(status=statuses.REVIEW).count():
        yield Task(f"{counted(number, 'payment')} to check", reverse("office_orders:payments"), True)


def _takings(words: str, since: datetime, until: datetime) -> Task:
    sold = sold_orders().filter(date_placed__gte=since, date_placed__lt=until)
    text = f"{words}: {_pounds(sold)} from {counted(sold.count(), 'order')}, after refunds"
    return Task(text, reverse("office_figures:sales"))


def _pounds(orders: QuerySet[Order]) -> str:
    sum_: Decimal = takings(orders)
    return f"£{sum_:,.2f}"
