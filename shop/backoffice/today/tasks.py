"""What waits for a person today: each is a sentence with its number and an address to go to."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Final

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce, Greatest
from django.urls import reverse
from django.utils import timezone

from shop.accounts.models import User
from shop.catalogue.reviews.models import ProductReview
from shop.mail import outbox
from shop.order import statuses
from shop.order.dispatch_holds import dispatchable
from shop.order.models import CancellationNotice, Order
from shop.order.sales import sold_orders
from shop.partner.models import StockRecord
from shop.payment.services.takings import takings

DAY = timedelta(days=1)


@dataclass(frozen=True)
class Task:
    """A line of a panel; `url` is empty where nothing is to be clicked."""

    text: str
    url: str = ""


def pack_now() -> Iterator[Task]:
    """Parcels that may be sent, how many are express, and what is on hold."""
    paid = Order.objects.filter(status=statuses.PAID)
    ready = dispatchable(paid)
    found = ready.aggregate(all=Count("pk"), express=Count("pk", filter=Q(shipping_code="express")))
    held = paid.count() - found["all"]
    url = reverse("dashboard:packing")
    if found["all"]:
        express = f", {found['express']} of them express" if found["express"] else ""
        yield Task(f"{_count(found['all'], 'parcel')} to pack{express}", url)
    if held:
        yield Task(f"{_count(held, 'order')} on hold", url)


def cancellations() -> Iterator[Task]:
    """Notices of buyers that are open."""
    if number := CancellationNotice.objects.filter(handled_at=None).count():
        yield Task(f"{_count(number, 'cancellation')} to answer", reverse("dashboard:cancellations"))


def reviews() -> Iterator[Task]:
    """Reviews that nobody has read yet."""
    if number := ProductReview.objects.filter(status=ProductReview.FOR_MODERATION).count():
        yield Task(f"{_count(number, 'review')} to read", reverse("dashboard:reviews-list"))


def emails() -> Iterator[Task]:
    """Emails that weren't sent, or whose fate nobody knows."""
    if number := len(outbox.needing_staff()):
        yield Task(f"{_count(number, 'email')} to look at", reverse("dashboard:emails"))


def shelf() -> Iterator[Task]:
    """Sizes on sale with less free stock than the threshold, and those sold out."""
    free = F("num_in_stock") - Coalesce(F("num_allocated"), 0)
    sizes = StockRecord.objects.filter(num_in_stock__isnull=False, product__is_public=True).annotate(
        free=free
    )
    url = reverse("dashboard:catalogue-product-list")
    gone = sizes.filter(free__lte=0).count()
    low = sizes.filter(free__gt=0, free__lt=Greatest(Coalesce(F("low_stock_threshold"), 0), 1)).count()
    if gone:
        yield Task(f"{_count(gone, 'size')} sold out", url)
    if low:
        yield Task(f"{_count(low, 'size')} running low", url)


def money() -> Iterator[Task]:
    """Takings after refunds, yesterday and in the last seven days."""
    today = timezone.make_aware(datetime.combine(timezone.localdate(), time.min))
    yield _takings("Yesterday", today - DAY, today)
    yield _takings("The seven days before today", today - 7 * DAY, today)


def _takings(words: str, since: datetime, until: datetime) -> Task:
    sold = sold_orders().filter(date_placed__gte=since, date_placed__lt=until)
    text = f"{words}: {_pounds(sold)} from {_count(sold.count(), 'order')}, after refunds"
    return Task(text, reverse("dashboard:reports-index"))


def _pounds(orders: QuerySet[Order]) -> str:
    sum_: Decimal = takings(orders)
    return f"£{sum_:,.2f}"


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


Source = Callable[[], Iterator[Task]]
# Heading, then what each part asks for and where its tasks come from.
PANELS: Final[tuple[tuple[str, tuple[tuple[str, Source], ...]], ...]] = (
    ("Pack now", (("office.pack", pack_now),)),
    (
        "Answer",
        (
            ("order.change_cancellationnotice", cancellations),
            ("office.moderate_reviews", reviews),
            ("order.change_order", emails),
        ),
    ),
    ("Shelf", (("office.look_after_products", shelf),)),
    ("Takings", (("office.read_figures", money),)),
)


def panels_for(user: User | AnonymousUser) -> Iterator[tuple[str, list[Task]]]:
    """The panels that this person has a right to, those without tasks too."""
    for heading, parts in PANELS:
        sources = [source for right, source in parts if user.has_perm(right)]
        if sources:
            yield heading, [task for source in sources for task in source()]
