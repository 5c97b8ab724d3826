"""Back-in-stock alerts: request, confirm, cancel, and email when the product is back.

Every address gets the same answer, so that nobody learns which addresses have an alert or an account.
Emails go through the outbox, so that the response time reveals nothing either.
"""

from datetime import timedelta

from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from oscar.core.loading import get_class

from shop.accounts.models import User
from shop.catalogue.models import Product
from shop.customer.models import ProductAlert
from shop.mail import outbox, switches

ASK_AGAIN_AFTER = timedelta(hours=1)
MAX_UNCONFIRMED = 5


KIND = "customer.back_in_stock"


def are_sent() -> bool:
    """Whether the office has them switched on; alerts wait while they are off."""
    return switches.is_on(KIND)


@transaction.atomic
def ask(*, product: Product, user: User | AnonymousUser, email: str) -> None:
    """Store an alert. A customer's is active at once, a guest's after they confirm it by email."""
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


def _unconfirmed(product: Product, email: str, waiting: QuerySet[ProductAlert]) -> ProductAlert | None:
    """A new alert, or None where the address has too many open: then someone is flooding it with emails."""
    if waiting.filter(status=ProductAlert.UNCONFIRMED).count() >= MAX_UNCONFIRMED:
        return None
    return ProductAlert.objects.create(product=product, email=email)


def confirm(*, key: str) -> ProductAlert | None:
    """Activate a guest's alert and return it, None for an unknown key. A second call changes nothing."""
    alert = by_key(key)
    if alert and alert.can_be_confirmed:
        alert.confirm()
    return alert


def cancel(*, alert: ProductAlert) -> None:
    """Cancel an alert in any state; a second call changes nothing."""
    if alert.can_be_cancelled:
        alert.cancel()


def by_key(key: str) -> ProductAlert | None:
    """The alert that an emailed link names, or None."""
    return ProductAlert.objects.select_related("product__parent").filter(key=key).first() if key else None


def is_in_stock(product: Product) -> bool:
    """Whether the product is public and can be bought now."""
    strategy = get_class("partner.strategy", "Selector")().strategy()
    is_open = product.is_public and (not product.is_child or product.parent.is_public)
    return bool(is_open and strategy.fetch_for_product(product).availability.is_available_to_buy)


def queue_due_alerts(*, product_id: int | None = None) -> int:
    """Queue an email for each active alert whose product is back in stock; returns how many.

    Called after a stock record was saved, and every hour for all products, since stock may change without
    a save.
    """
    if not are_sent():
        return 0
    due = ProductAlert.objects.filter(status=ProductAlert.ACTIVE)
    due = due.filter(product_id=product_id) if product_id else due
    products = Product.objects.filter(pk__in=due.values("product_id")).select_related("parent")
    ready = [product.pk for product in products if is_in_stock(product)]
    return sum(_close(alert) for alert in due.filter(product_id__in=ready).select_related("user"))


@transaction.atomic
def _close(alert: ProductAlert) -> bool:
    """Close one alert and queue its email. Compare-and-set, so that two workers can't both queue one."""
    now = timezone.now()
    active = ProductAlert.objects.filter(pk=alert.pk, status=ProductAlert.ACTIVE)
    if not active.update(status=ProductAlert.CLOSED, date_closed=now):
        return False
    outbox.queue(KIND, to=alert.get_email_address(), args={"alert_id": alert.pk})
    return True
