"""What is forgotten when its time is over: each rule by name, counted in a dry run, carried out each night.

Newsletter and outbox have rules of their own: `guides/newsletter/consent/retention.py` and
`shop/mail/retention.py`.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

from django.apps import apps
from django.db.models import Max, Q
from django.db.models.functions import Coalesce

from shop.privacy import periods
from shop.privacy.rules import Rule, carry_out


def _rows(table: str) -> Any:
    return apps.get_model(table)._default_manager


def _ago(now: datetime, days: int) -> datetime:
    return now - timedelta(days=days)


def _waiting_alerts(now: datetime) -> Any:
    return _rows("customer.ProductAlert").filter(date_created__lte=_ago(now, periods.STOCK_ALERT))


def _done_alerts(now: datetime) -> Any:
    before = _ago(now, periods.STOCK_ALERT_DONE)
    ended = Coalesce("date_closed", "date_cancelled", "date_created")
    alerts = _rows("customer.ProductAlert").exclude(status="Active")
    return alerts.annotate(ended=ended).filter(ended__lte=before)


def _account_baskets(now: datetime) -> Any:
    """Nobody has put anything in, or changed a line, for so long."""
    before = _ago(now, periods.ACCOUNT_BASKET)
    baskets = _rows("basket.Basket").filter(order=None, status__in=["Open", "Saved"]).exclude(owner=None)
    touched = baskets.filter(date_created__lte=before).annotate(touched=Max("lines__date_updated"))
    return touched.filter(Q(touched=None) | Q(touched__lte=before))


def _connection_codes(now: datetime) -> Any:
    before = _ago(now, periods.CONNECTION_CODES)
    return (
        _rows("payment.PaymentAttempt")
        .filter(created_at__lte=before)
        .exclude(address_hash="", session_hash="")
    )


def _old_orders(now: datetime) -> Any:
    """Of those whose time is over, the ones that still name somebody."""
    named = ~Q(guest_email="") | Q(user__isnull=False) | Q(shipping_address__isnull=False)
    return _rows("order.Order").filter(named, date_placed__lt=periods.orders_placed_before(now))


def _make_nameless(orders: Any) -> None:
    """The sums stay for the books; who it was, where it went and what was written about it goes."""
    keys = list(orders.values_list("pk", flat=True))
    of_them = {"order_id__in": keys}
    pairs = orders.values_list("shipping_address_id", "billing_address_id")
    addresses = [pk for pair in pairs for pk in pair if pk]
    _rows("order.Order").filter(pk__in=keys).update(
        user=None, guest_email="", shipping_address=None, billing_address=None, tracking_number=""
    )
    for table in ("order.ShippingAddress", "order.BillingAddress"):
        unused = _rows(table).filter(pk__in=addresses, order=None)
        unused.delete()
    _rows("order.OrderNote").filter(**of_them).delete()
    _rows("order.CancellationNotice").filter(**of_them).erase_words("reason")
    _rows("payment.PaymentAttempt").filter(**of_them).update(address_hash="", session_hash="", charge_id="")
    _rows("payment.Refund").filter(attempt__order_id__in=keys).update(note="")


def _history(table: str) -> Callable[[datetime], Any]:
    def due(now: datetime) -> Any:
        return _rows(table).filter(date_created__lte=_ago(now, periods.SHOPPING_HISTORY))

    return due


RULES = (
    Rule("stock alerts after a year", _waiting_alerts),
    Rule("stock alerts that are done, after 30 days", _done_alerts),
    Rule("baskets of accounts, untouched for two years", _account_baskets),
    Rule(
        "codes of connections at payments, after 30 days",
        _connection_codes,
        lambda rows: rows.update(address_hash="", session_hash=""),
    ),
    Rule("people in orders, six years after the tax year", _old_orders, _make_nameless),
    Rule("products seen, after a year", _history("analytics.UserProductView")),
    Rule("searches, after a year", _history("analytics.UserSearch")),
)


def purge(*, dry_run: bool = False) -> list[tuple[str, int]]:
    """Carry out every rule, or only count; returns each rule's name and number."""
    return carry_out(RULES, dry_run=dry_run)
