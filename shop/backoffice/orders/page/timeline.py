"""Everything that has happened to an order, the newest first: one list for staff."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from django.urls import reverse
from wagtail.log_actions import registry

from shop.accounts.models import User
from shop.backoffice.orders.addresses import NAMESPACE
from shop.backoffice.orders.money.ledger import Row, ledger_of
from shop.backoffice.returns.addresses import return_url
from shop.backoffice.returns.words import due_of
from shop.mail.kinds import label_of
from shop.order import statuses
from shop.order.models import Order
from shop.order.returns.wording import pieces_of

MOVED: Final = {
    statuses.PAID: "Paid",
    statuses.DELIVERED: "Delivered",
    statuses.CANCELLED: "Cancelled",
    statuses.REVIEW: "Payment to check",
}
# Entries of the log whose rows are on the timeline already, with their state.
SHOWN_OTHERWISE: Final = ("office.sent", "order.refunded", "order.settled", "order.email_repeated")


@dataclass(frozen=True)
class Event:
    """One entry; `url` opens it, `edit_url` changes it, a POST to `again_url` repeats it."""

    when: datetime
    what: str
    detail: str = ""
    who: str = ""
    amount: str = ""
    url: str = ""
    edit_url: str = ""
    again_url: str = ""


def timeline_of(order: Order, *, reader: User) -> list[Event]:
    """Placed, statuses, payments, emails, notes, returns and changes by staff, as `reader` may see and
    change them.
    """
    sources = (_placed, _statuses, _parcels, _payments, _returns, _changes)
    may_note = reader.has_perm("office.note_orders")
    events = [event for source in sources for event in source(order)]
    events += [*_emails(order, may_note), *_notes(order, reader if may_note else None)]
    # Stripe's times are whole seconds.
    return sorted(events, key=lambda event: event.when.replace(microsecond=0), reverse=True)


def name_of(user: User | None) -> str:
    """A colleague's name, or their address; empty for the shop itself."""
    return user.called if user else ""


def _placed(order: Order) -> Iterator[Event]:
    yield Event(order.date_placed, "Placed", order.shipping_method, amount=f"£{order.total_incl_tax}")


def _statuses(order: Order) -> Iterator[Event]:
    """Without “Paid” for an order whose parcel was taken back: the log’s own entry says that."""
    changes = order.status_changes.exclude(old_status=statuses.DISPATCHED, new_status=statuses.PAID)
    for change in changes.order_by("-pk"):
        if change.new_status in MOVED:
            yield Event(change.date_created, MOVED[change.new_status])


def _parcels(order: Order) -> Iterator[Event]:
    parcels = list(order.parcels.select_related("sent_by").prefetch_related("lines__line").order_by("-pk"))
    for parcel in parcels:
        items = "; ".join(f"{row.quantity} × {row.line.title}" for row in parcel.lines.all())
        told = [parcel.tracking_number, items if len(parcels) > 1 or order.is_part_sent else ""]
        detail = ", ".join(part for part in told if part)
        yield Event(parcel.sent_at, "Sent", detail, name_of(parcel.sent_by))


def _payments(order: Order) -> Iterator[Event]:
    for row in reversed(ledger_of(order)):
        amount = row.signed if row.amount is not None else ""
        yield Event(row.when, row.what, _detail(row), amount=amount)


def _detail(row: Row) -> str:
    return ", ".join(part for part in (row.state, row.remark, row.stripe_id) if part)


def _emails(order: Order, may_repeat: bool) -> Iterator[Event]:
    for email in order.emails.order_by("-pk"):
        again = " (again)" if email.resent_from_id else ""
        about = [email.get_state_display(), f"to {email.recipient}", email.last_error]
        yield Event(
            email.sent_at or email.created_at,
            f"Email: {label_of(email.kind)}{again}",
            ", ".join(part for part in about if part),
            url=_url("email", order, email.pk),
            again_url=_url("repeat_email", order, email.pk) if may_repeat else "",
        )


def _notes(order: Order, writer: User | None) -> Iterator[Event]:
    for note in order.notes.select_related("user").order_by("-date_created", "-pk"):
        what = "Note" if note.is_by_hand else "Noted by the shop"
        may_edit = writer and note.may_be_changed_by(writer)
        edit_url = _url("note_edit", order, note.pk) if may_edit else ""
        yield Event(note.date_created, what, note.message, name_of(note.user), edit_url=edit_url)


def _url(name: str, order: Order, pk: int) -> str:
    return reverse(f"{NAMESPACE}:{name}", args=[order.number, pk])


def _returns(order: Order) -> Iterator[Event]:
    rows = order.returns.select_related("order", "notice").prefetch_related("lines__line")
    for row in rows.order_by("-pk"):
        what = "The buyer cancelled" if row.notice else f"Claim: {row.get_reason_display().lower()}"
        said = f" “{row.said}”" if row.said else ""
        items = pieces_of(row) or row.notice.items
        yield Event(row.told_at, what, f"{items}{said}. {due_of(row)}.", url=return_url(row))


def _changes(order: Order) -> Iterator[Event]:
    entries = registry.get_logs_for_instance(order).exclude(action__in=SHOWN_OTHERWISE)
    for entry in entries.select_related("user"):
        told = [_told(*change) for change in entry.data.get("changes", [])]
        detail = ". ".join(part for part in (*told, entry.data.get("why", "")) if part)
        yield Event(entry.timestamp, entry.message, detail, entry.user_display_name)


def _told(what: str, before: str, after: str) -> str:
    return f"{what}: {before} → {after}" if before else f"{what}: {after}"
