"""What is done with rows past their period, where deleting them isn’t enough or isn’t right."""

from typing import Any

from django.db.models import QuerySet

from shop.integrity.append_only import retention
from shop.privacy.tables import only_added_rows, rows


def anonymise(orders: QuerySet[Any]) -> None:
    """Erase names, addresses and notes. The amounts stay for the accounts."""
    keys = list(orders.values_list("pk", flat=True))
    by_order = {"order_id__in": keys}
    pairs = orders.values_list("shipping_address_id", "billing_address_id")
    addresses = [pk for pair in pairs for pk in pair if pk]
    rows("order.Order").filter(pk__in=keys).update(
        user=None, guest_email="", shipping_address=None, billing_address=None, tracking_number=""
    )
    rows("order.Parcel").filter(**by_order).update(tracking_number="")
    rows("order.StaffHold").filter(**by_order).update(reason="")
    for table in ("order.ShippingAddress", "order.BillingAddress"):
        unused = rows(table).filter(pk__in=addresses, order=None)
        unused.delete()
    rows("order.OrderNote").filter(**by_order).delete()
    # What staff corrected, with addresses before and after.
    logged = rows("wagtailcore.ModelLogEntry").filter(object_id__in=[str(key) for key in keys])
    with retention():
        logged.filter(content_type__app_label="order", content_type__model="order").delete()
    rows("order.CancellationNotice").filter(**by_order).erase_words("reason", "outcome_note")
    rows("order.Return").filter(**by_order).erase_words("words", "outcome_note")
    rows("order.ReturnPhoto").filter(item_return__order_id__in=keys).delete()
    rows("payment.PaymentAttempt").filter(**by_order).update(address_hash="", session_hash="", charge_id="")
    rows("payment.Refund").filter(attempt__order_id__in=keys).update(note="")
    rows("documents.Document").filter(**by_order).forget_people()


def forget_entries(entries: QuerySet[Any]) -> None:
    with retention():
        entries.delete()


def forget_reactions(events: QuerySet[Any]) -> None:
    """Notes and looks are only added to; they go with their report."""
    keys = list(events.values_list("pk", flat=True))
    with retention():
        for table in ("safety.AdverseEventNote", "safety.AdverseEventLook", "safety.AdverseEventPhoto"):
            only_added_rows(table).filter(event__in=keys).delete()
        rows("safety.AdverseEvent").filter(pk__in=keys).delete()


def forget_recall_notices(notices: QuerySet[Any]) -> None:
    """The recall itself, its batches and its texts stay: they name nobody."""
    keys = list(notices.values_list("pk", flat=True))
    with retention():
        only_added_rows("recall.RecallContact").filter(notice__in=keys).delete()
        rows("recall.RecallNotice").filter(pk__in=keys).delete()
