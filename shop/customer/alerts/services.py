"""“Tell me when it is back”: asking, confirming, cancelling, and writing when it is.

The same answer is given for every address, so that nobody learns who asked before or has an
account; all email goes through the outbox, so that the time to answer tells nothing either.
"""

from datetime import timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from oscar.core.loading import get_class, get_model

from shop.catalogue.models import Product
from shop.mail import outbox

ProductAlert = get_model("customer", "ProductAlert")
ASK_AGAIN_AFTER = timedelta(hours=1)
MOST_UNCONFIRMED = 5


@transaction.atomic
def ask(*, product: Any, user: Any, email: str) -> None:
    """Note that somebody wants to hear of a product; a guest's address is confirmed by email first."""
    if user.is_authenticated:
        if not ProductAlert.objects.filter(product=product, user=user, status=ProductAlert.ACTIVE).exists():
            ProductAlert.objects.create(product=product, user=user)
        return
    waiting = ProductAlert.objects.filter(user=None, email=email)
    if waiting.filter(product=product, status=ProductAlert.ACTIVE).exists():
        return
    alert = waiting.filter(product=product, status=ProductAlert.UNCONFIRMED).first()
    if alert is None:
        alert = _unconfirmed(product, email, waiting)
    elif timezone.now() - alert.date_created < ASK_AGAIN_AFTER:
        return
    if alert:
        outbox.queue("customer.alert_confirm", to=email, args={"alert_id": alert.pk})


def _unconfirmed(product: Any, email: str, waiting: Any) -> Any:
    """A new alert, unless this address has so many open that somebody is using it to annoy."""
    if waiting.filter(status=ProductAlert.UNCONFIRMED).count() >= MOST_UNCONFIRMED:
        return None
    return ProductAlert.objects.create(product=product, email=email)


def confirm(*, key: str) -> Any:
    """Make a guest's alert active; None for an unknown key. Doing it twice is no mistake."""
    alert = by_key(key)
    if alert and alert.can_be_confirmed:
        alert.confirm()
    return alert


def cancel(*, alert: Any) -> None:
    """Forget about it, whatever state it is in."""
    if alert.can_be_cancelled:
        alert.cancel()


def by_key(key: str) -> Any:
    """The alert a mailed link is about, or None."""
    return ProductAlert.objects.select_related("product__parent").filter(key=key).first() if key else None


def is_in_stock(product: Any) -> bool:
    """Whether the product can be bought now by anybody."""
    strategy = get_class("partner.strategy", "Selector")().strategy()
    is_open = product.is_public and (not product.is_child or product.parent.is_public)
    return bool(is_open and strategy.fetch_for_product(product).availability.is_available_to_buy)


def queue_due_alerts(*, product_id: int | None = None) -> int:
    """Put an email into the outbox for each active alert whose product is there again; returns how many.

    Called after a stock record was saved, and every hour for all products, which catches stock that came
    back without a save.
    """
    due = ProductAlert.objects.filter(status=ProductAlert.ACTIVE)
    due = due.filter(product_id=product_id) if product_id else due
    products = Product.objects.filter(pk__in=due.values("product_id")).select_related("parent")
    ready = [product.pk for product in products if is_in_stock(product)]
    return sum(_tell(alert) for alert in due.filter(product_id__in=ready).select_related("user"))


@transaction.atomic
def _tell(alert: Any) -> bool:
    """Close one alert by compare-and-set, with its email: two workers can't both write."""
    now = timezone.now()
    active = ProductAlert.objects.filter(pk=alert.pk, status=ProductAlert.ACTIVE)
    if not active.update(status=ProductAlert.CLOSED, date_closed=now):
        return False
    outbox.queue("customer.back_in_stock", to=alert.get_email_address(), args={"alert_id": alert.pk})
    return True
