"""Personal data in orders: exported on request, and not erased because tax law needs invoices.

Messages for gifts are no part of an invoice: they are erased.
"""

from base64 import b64encode
from typing import Any

from django.db.models import Q, QuerySet
from wagtail.log_actions import registry
from wagtail.models import ModelLogEntry

from shop.london import iso, london
from shop.money import from_pence
from shop.order.models import CancellationNotice, Order, Parcel, Return, ReturnPhoto
from shop.order.returns.wording import pieces_of
from shop.privacy.personal_data import erases, exports

TABLES = (
    "order.Order",
    "order.ShippingAddress",
    "order.BillingAddress",
    "order.OrderNote",
    "order.CancellationNotice",
    "order.Parcel",
    "order.StaffHold",
    "order.Return",
    "order.ReturnPhoto",
    "payment.PaymentAttempt",
    "payment.Refund",
    "payment.Dispute",
    "payment.FraudWarning",
    "voucher.VoucherApplication",
)
RELATED = (
    "lines",
    "notes",
    "cancellations",
    "parcels__lines__line",
    "holds__line",
    "returns__lines__line",
    "returns__notice",
    "returns__photo",
    "voucherapplication_set__voucher",
    "payment_attempts__refunds",
    "payment_attempts__disputes",
    "payment_attempts__warnings",
)


def _orders(email: str) -> QuerySet[Order]:
    return Order.objects.filter(Q(guest_email=email) | Q(user__email=email))


@exports(*TABLES)
def orders_of(email: str, **_: object) -> dict[str, Any]:
    """Every order made with the address, as guest or with an account, and all that belongs to it."""
    orders = _orders(email).select_related(
        "shipping_address__country", "billing_address__country", "user", "replaces"
    )
    return {"orders": [_exported(order) for order in orders.prefetch_related(*RELATED)]}


def _exported(order: Order) -> dict[str, Any]:
    return {
        "number": order.number,
        "placed": iso(order.date_placed),
        "kind": order.get_kind_display(),
        "sent at no charge because": order.get_free_reason_display(),
        "replaces": order.replaces.number if order.replaces else "",
        "status": order.status,
        "email": order.email,
        "total": f"£{order.total_incl_tax}",
        "address": str(order.shipping_address or ""),
        "billing address": str(order.billing_address or ""),
        "goods": [f"{line.quantity} × {line.title}" for line in order.lines.all()],
        "gift message": order.gift_message,
        "codes used": [str(used.voucher) for used in order.voucherapplication_set.all()],
        "tracking number": order.tracking_number,
        "parcels": [_parcel(parcel) for parcel in order.parcels.all()],
        "put on hold because": [hold.reason or f"missing: {hold.line.title}" for hold in order.holds.all()],
        "cancelled": [_cancelled(notice) for notice in order.cancellations.all()],
        "returns and claims": [_returned(row) for row in order.returns.all()],
        "notes of our staff": [note.message for note in order.notes.all()],
        "changes by our staff": [_changed(entry) for entry in registry.get_logs_for_instance(order)],
    } | _payments(order)


def _parcel(parcel: Parcel) -> str:
    items = "; ".join(f"{row.quantity} × {row.line.title}" for row in parcel.lines.all())
    number = f", tracking number {parcel.tracking_number}" if parcel.tracking_number else ""
    taken_back = ", not sent after all" if parcel.taken_back_at else ""
    return f"{london(parcel.sent_at, '%Y-%m-%d')}: {items}{number}{taken_back}"


def _cancelled(notice: CancellationNotice) -> str:
    reason = f" (reason: {notice.reason})" if notice.reason else ""
    return f"{london(notice.received_at, '%Y-%m-%d')}: {notice.items}{reason}"


def _returned(row: Return) -> dict[str, str]:
    """With the photo, as the text that files of this kind hold."""
    photo = getattr(row, "photo", None)
    told = {
        "told on": iso(row.told_on),
        "kind": f"{row.get_kind_display()}: {row.get_reason_display().lower()}",
        "items": pieces_of(row),
        "you wrote": row.said,
        "arrived": iso(row.arrived_on) if row.arrived_on else "",
        "outcome": ". ".join(part for part in (row.get_outcome_display(), row.outcome_note) if part),
        "photo (JPEG, base64)": b64encode(photo.content).decode() if photo else "",
    }
    return {name: text for name, text in told.items() if text}


def _changed(entry: ModelLogEntry) -> str:
    """Without the colleague's name."""
    changes = [f"{what}: {before} → {after}" for what, before, after in entry.data.get("changes", [])]
    told = "; ".join(part for part in (*changes, entry.data.get("why", "")) if part)
    return f"{london(entry.timestamp, '%Y-%m-%d')}: {entry.message}. {told}"


def _payments(order: Order) -> dict[str, Any]:
    tries = list(order.payment_attempts.all())
    refunds = [row for one in tries for row in one.refunds.all()]
    disputes = [row for one in tries for row in one.disputes.all()]
    warnings = [row for one in tries for row in one.warnings.all()]
    codes = {code for one in tries for code in (one.address_hash, one.session_hash) if code}
    return {
        "payments": [_sum(row, row.get_state_display(), row.intent_id) for row in tries],
        "refunds": [
            _sum(row, row.get_state_display(), row.get_cause_display() or row.reason, row.note)
            for row in refunds
        ],
        "disputes with your bank": [_sum(row, row.reason, row.status) for row in disputes],
        "fraud warnings from Stripe": [
            f"{london(row.created_at, '%Y-%m-%d')}: {row.kind}" for row in warnings
        ],
        "codes made from your connection and session": sorted(codes),
    }


def _sum(row: Any, *words: str | None) -> str:
    """An amount with its date and its label."""
    said = [f"£{from_pence(row.amount_minor)}", *(word for word in words if word)]
    return f"{london(row.created_at, '%Y-%m-%d')}: {', '.join(said)}"


@erases(*TABLES)
def keep_orders(email: str, **_: object) -> list[str]:
    """Erase messages for gifts, and name the orders that must stay: tax law wants invoices for six years."""
    orders = _orders(email)
    number = orders.count()
    if not number:
        return []
    gone = orders.exclude(gift_message="").update(gift_message="")
    removed = ["Removed: your messages for gifts."] if gone else []
    photos = ReturnPhoto.objects.filter(item_return__order__in=orders)
    if photos.exclude(item_return__settled_at=None).delete()[0]:
        removed.append("Removed: your photos of items that you returned.")
    if photos.exists():
        removed.append("Kept: your photo of a return, until it is settled.")
    return [
        *removed,
        f"Kept: {number} {'order' if number == 1 else 'orders'} with addresses, payments, refunds and "
        "cancellations, for six years, because tax law requires it.",
    ]
