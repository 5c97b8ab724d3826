"""Which rows are past their period, by the tables of all rooms."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils import timezone

from shop.privacy import periods
from shop.privacy.tables import rows


def _ago(now: datetime, days: int) -> datetime:
    return now - timedelta(days=days)


def waiting_alerts(now: datetime) -> QuerySet[Any]:
    return rows("customer.ProductAlert").filter(date_created__lte=_ago(now, periods.STOCK_ALERT))


def done_alerts(now: datetime) -> QuerySet[Any]:
    before = _ago(now, periods.STOCK_ALERT_DONE)
    ended = Coalesce("date_closed", "date_cancelled", "date_created")
    alerts = rows("customer.ProductAlert").exclude(status="Active")
    return alerts.annotate(ended=ended).filter(ended__lte=before)


def done_reminders(now: datetime) -> QuerySet[Any]:
    ended = Coalesce("sent_at", "stopped_at")
    reminders = rows("aftercare.LowReminder").annotate(ended=ended)
    return reminders.filter(ended__lte=_ago(now, periods.REMINDER_DONE))


def waiting_reminders(now: datetime) -> QuerySet[Any]:
    return rows("aftercare.LowReminder").filter(asked_at__lte=_ago(now, periods.REMINDER_WAITING))


def account_baskets(now: datetime) -> QuerySet[Any]:
    """Baskets without a new or changed line within the period."""
    before = _ago(now, periods.ACCOUNT_BASKET)
    baskets = rows("basket.Basket").filter(order=None, status__in=["Open", "Saved"]).exclude(owner=None)
    touched = baskets.filter(date_created__lte=before).annotate(touched=Max("lines__date_updated"))
    return touched.filter(Q(touched=None) | Q(touched__lte=before))


def visitor_baskets(now: datetime) -> QuerySet[Any]:
    """By the day on which they were begun: the cookie that names one lasts as long."""
    baskets = rows("basket.Basket").filter(owner=None, order=None, status__in=["Open", "Saved"])
    return baskets.filter(date_created__lte=_ago(now, periods.VISITOR_BASKET))


def payment_links(now: datetime) -> QuerySet[Any]:
    """Baskets that staff filled on the telephone and nobody ordered, with the links to them."""
    links = rows("phone_orders.PaymentLink").filter(created_at__lte=_ago(now, periods.PAYMENT_LINK))
    done = links.exclude(state__in=["sent", "opened"]).values("basket")
    return rows("basket.Basket").filter(pk__in=done, order=None)


def connection_codes(now: datetime) -> QuerySet[Any]:
    before = _ago(now, periods.CONNECTION_CODES)
    return (
        rows("payment.PaymentAttempt")
        .filter(created_at__lte=before)
        .exclude(address_hash="", session_hash="")
    )


def old_orders(now: datetime) -> QuerySet[Any]:
    """Orders past the period that still have personal data."""
    named = ~Q(guest_email="") | Q(user__isnull=False) | Q(shipping_address__isnull=False)
    return rows("order.Order").filter(named, date_placed__lt=periods.orders_placed_before(now))


def customer_notes(now: datetime) -> QuerySet[Any]:
    return rows("office.CustomerNote").filter(created_at__lte=_ago(now, periods.CUSTOMER_NOTE))


def old_entries(now: datetime) -> QuerySet[Any]:
    return rows("wagtailcore.ModelLogEntry").filter(timestamp__lte=_ago(now, periods.ACTIVITY))


def gift_messages(now: datetime) -> QuerySet[Any]:
    """Messages of parcels that left long ago, or of orders that never will."""
    before = _ago(now, periods.GIFT_MESSAGE)
    left = Coalesce("dispatched_at", "date_placed")
    orders = rows("order.Order").exclude(gift_message="").annotate(left=left).filter(left__lte=before)
    return orders.exclude(status="Paid")  # still to be packed


def return_photos(now: datetime) -> QuerySet[Any]:
    """Photos of returns that were settled long ago."""
    before = _ago(now, periods.RETURN_PHOTO)
    return rows("order.ReturnPhoto").filter(item_return__settled_at__lte=before)


def reactions(now: datetime) -> QuerySet[Any]:
    return rows("safety.AdverseEvent").filter(reported_at__lte=_ago(now, periods.REACTION))


def history(table: str) -> Callable[[datetime], QuerySet[Any]]:
    def due(now: datetime) -> QuerySet[Any]:
        return rows(table).filter(date_created__lte=_ago(now, periods.SHOPPING_HISTORY))

    return due


def pending_accounts(now: datetime) -> QuerySet[Any]:
    """Registrations whose link wasn't used. Accounts that staff stopped were used once, and stay."""
    pending = rows("accounts.User").filter(is_active=False, email_confirmed_at=None, last_login=None)
    return pending.filter(date_joined__lte=_ago(now, periods.PENDING_ACCOUNT))


def old_sessions(now: datetime) -> QuerySet[Any]:
    """Each session knows its own end."""
    return rows("sessions.Session").filter(expire_date__lte=now)


def recall_notices(now: datetime) -> QuerySet[Any]:
    """Ten years after the end; of a rehearsal at once: nobody was told."""
    is_old = Q(recall__closed_at__lte=_ago(now, periods.RECALL))
    is_rehearsed = Q(recall__is_rehearsal=True, recall__closed_at__lte=now)
    return rows("recall.RecallNotice").filter(is_old | is_rehearsed)


def complaints(now: datetime) -> QuerySet[Any]:
    """Complaints that were answered long ago; one without an answer stays."""
    last_day = timezone.localdate(_ago(now, periods.COMPLAINT))
    return rows("complaints.DataComplaint").filter(answered_on__lt=last_day)


def ended_sessions(now: datetime) -> QuerySet[Any]:
    """Browsers whose session has ended."""
    alive = rows("sessions.Session").filter(expire_date__gt=now).values("session_key")
    return rows("usersessions.UserSession").exclude(session_key__in=alive)
