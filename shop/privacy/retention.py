"""The retention rules of the shop, applied each night.

Newsletter and outbox have their own rules: `guides/newsletter/consent/retention.py` and
`shop/mail/retention.py`.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Max, Q, QuerySet
from django.db.models.functions import Coalesce

from shop.integrity.append_only import retention
from shop.privacy import periods
from shop.privacy.rules import Rule, carry_out


def _rows(table: str) -> Any:
    return apps.get_model(table)._default_manager


def _ago(now: datetime, days: int) -> datetime:
    return now - timedelta(days=days)


def _waiting_alerts(now: datetime) -> QuerySet[Any]:
    return _rows("customer.ProductAlert").filter(date_created__lte=_ago(now, periods.STOCK_ALERT))


def _done_alerts(now: datetime) -> QuerySet[Any]:
    before = _ago(now, periods.STOCK_ALERT_DONE)
    ended = Coalesce("date_closed", "date_cancelled", "date_created")
    alerts = _rows("customer.ProductAlert").exclude(status="Active")
    return alerts.annotate(ended=ended).filter(ended__lte=before)


def _done_reminders(now: datetime) -> QuerySet[Any]:
    ended = Coalesce("sent_at", "stopped_at")
    reminders = _rows("aftercare.LowReminder").annotate(ended=ended)
    return reminders.filter(ended__lte=_ago(now, periods.REMINDER_DONE))


def _waiting_reminders(now: datetime) -> QuerySet[Any]:
    return _rows("aftercare.LowReminder").filter(asked_at__lte=_ago(now, periods.REMINDER_WAITING))


def _account_baskets(now: datetime) -> QuerySet[Any]:
    """Baskets without a new or changed line within the period."""
    before = _ago(now, periods.ACCOUNT_BASKET)
    baskets = _rows("basket.Basket").filter(order=None, status__in=["Open", "Saved"]).exclude(owner=None)
    touched = baskets.filter(date_created__lte=before).annotate(touched=Max("lines__date_updated"))
    return touched.filter(Q(touched=None) | Q(touched__lte=before))


def _payment_links(now: datetime) -> QuerySet[Any]:
    """Baskets that staff filled on the telephone and nobody ordered, with the links to them."""
    links = _rows("phone_orders.PaymentLink").filter(created_at__lte=_ago(now, periods.PAYMENT_LINK))
    done = links.exclude(state__in=["sent", "opened"]).values("basket")
    return _rows("basket.Basket").filter(pk__in=done, order=None)


def _connection_codes(now: datetime) -> QuerySet[Any]:
    before = _ago(now, periods.CONNECTION_CODES)
    return (
        _rows("payment.PaymentAttempt")
        .filter(created_at__lte=before)
        .exclude(address_hash="", session_hash="")
    )


def _old_orders(now: datetime) -> QuerySet[Any]:
    """Orders past the period that still have personal data."""
    named = ~Q(guest_email="") | Q(user__isnull=False) | Q(shipping_address__isnull=False)
    return _rows("order.Order").filter(named, date_placed__lt=periods.orders_placed_before(now))


def _anonymise(orders: QuerySet[Any]) -> None:
    """Erase names, addresses and notes. The amounts stay for the accounts."""
    keys = list(orders.values_list("pk", flat=True))
    by_order = {"order_id__in": keys}
    pairs = orders.values_list("shipping_address_id", "billing_address_id")
    addresses = [pk for pair in pairs for pk in pair if pk]
    _rows("order.Order").filter(pk__in=keys).update(
        user=None, guest_email="", shipping_address=None, billing_address=None, tracking_number=""
    )
    _rows("order.Parcel").filter(**by_order).update(tracking_number="")
    _rows("order.StaffHold").filter(**by_order).update(reason="")
    for table in ("order.ShippingAddress", "order.BillingAddress"):
        unused = _rows(table).filter(pk__in=addresses, order=None)
        unused.delete()
    _rows("order.OrderNote").filter(**by_order).delete()
    # What staff corrected, with addresses before and after.
    logged = _rows("wagtailcore.ModelLogEntry").filter(object_id__in=[str(key) for key in keys])
    with retention():
        logged.filter(content_type__app_label="order", content_type__model="order").delete()
    _rows("order.CancellationNotice").filter(**by_order).erase_words("reason", "outcome_note")
    _rows("order.Return").filter(**by_order).erase_words("words", "outcome_note")
    _rows("order.ReturnPhoto").filter(item_return__order_id__in=keys).delete()
    _rows("payment.PaymentAttempt").filter(**by_order).update(address_hash="", session_hash="", charge_id="")
    _rows("payment.Refund").filter(attempt__order_id__in=keys).update(note="")
    _rows("documents.Document").filter(**by_order).forget_people()


def _customer_notes(now: datetime) -> QuerySet[Any]:
    return _rows("office.CustomerNote").filter(created_at__lte=_ago(now, periods.CUSTOMER_NOTE))


def _old_entries(now: datetime) -> QuerySet[Any]:
    return _rows("wagtailcore.ModelLogEntry").filter(timestamp__lte=_ago(now, periods.ACTIVITY))


def _forget_entries(entries: QuerySet[Any]) -> None:
    with retention():
        entries.delete()


def _gift_messages(now: datetime) -> QuerySet[Any]:
    """Messages of parcels that left long ago, or of orders that never will."""
    before = _ago(now, periods.GIFT_MESSAGE)
    left = Coalesce("dispatched_at", "date_placed")
    orders = _rows("order.Order").exclude(gift_message="").annotate(left=left).filter(left__lte=before)
    return orders.exclude(status="Paid")  # still to be packed


def _return_photos(now: datetime) -> QuerySet[Any]:
    """Photos of returns that were settled long ago."""
    before = _ago(now, periods.RETURN_PHOTO)
    return _rows("order.ReturnPhoto").filter(item_return__settled_at__lte=before)


def _reactions(now: datetime) -> QuerySet[Any]:
    return _rows("safety.AdverseEvent").filter(reported_at__lte=_ago(now, periods.REACTION))


def _forget_reactions(events: QuerySet[Any]) -> None:
    """Notes and looks are only added to; they go with their report."""
    keys = list(events.values_list("pk", flat=True))
    with retention():
        for table in ("safety.AdverseEventNote", "safety.AdverseEventLook", "safety.AdverseEventPhoto"):
            QuerySet(apps.get_model(table)).filter(event__in=keys).delete()
        _rows("safety.AdverseEvent").filter(pk__in=keys).delete()


def _history(table: str) -> Callable[[datetime], QuerySet[Any]]:
    def due(now: datetime) -> QuerySet[Any]:
        return _rows(table).filter(date_created__lte=_ago(now, periods.SHOPPING_HISTORY))

    return due


def _ended_sessions(now: datetime) -> QuerySet[Any]:
    """Browsers whose session has ended."""
    alive = _rows("sessions.Session").filter(expire_date__gt=now).values("session_key")
    return _rows("usersessions.UserSession").exclude(session_key__in=alive)


RULES = (
    Rule("browsers that are no longer signed in", _ended_sessions),
    Rule("stock alerts after a year", _waiting_alerts),
    Rule("stock alerts that are done, after 30 days", _done_alerts),
    Rule("reminders that are done, after a year", _done_reminders),
    Rule("reminders that wait, after three years", _waiting_reminders),
    Rule("baskets of accounts, untouched for two years", _account_baskets),
    Rule("baskets filled on the telephone, not confirmed, after 30 days", _payment_links),
    Rule(
        "codes of connections at payments, after 30 days",
        _connection_codes,
        lambda rows: rows.update(address_hash="", session_hash=""),
    ),
    Rule("notes about customers, after two years", _customer_notes),
    Rule("people in orders, six years after the tax year", _old_orders, _anonymise),
    Rule(
        "messages for gifts, 90 days after the parcel left",
        _gift_messages,
        lambda rows: rows.update(gift_message=""),
    ),
    Rule("entries of the activity log, after six years", _old_entries, _forget_entries),
    Rule("photos of returns, a year after they were settled", _return_photos),
    Rule("reports of skin reactions, after ten years", _reactions, _forget_reactions),
    Rule("products seen, after a year", _history("analytics.UserProductView")),
    Rule("searches, after a year", _history("analytics.UserSearch")),
)


def purge(*, dry_run: bool = False) -> list[tuple[str, int]]:
    """Apply every rule, or only count; returns names with numbers of rows."""
    return carry_out(RULES, dry_run=dry_run)
