"""The office's screens that are read: every address of the resolver that opens by GET, and some searches."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.urls import reverse

from shop.catalogue.models import Batch
from shop.documents.models import Document
from shop.mail.models import OutboxEmail
from shop.order.models import Order, Return
from shop.partner.models import StockRecord
from tests.support.staff_routes import Route, staff_routes

OURS = ("office_", "desk-", "wagtailadmin_home")
# A part of another screen, or a file that is made of many documents.
LEFT_OUT = ("_results", ":zip", ":slips", ":codes", ":data", ":preview_change")
SEARCHES = ("wilma", "wilma walker7 massage", "gl5 1aa", "GL51AA", "buyer7@example.com", "AE00000013GB")
LISTS = ("office_orders:index", "office_customers:index")


def screens() -> Iterator[tuple[str, str]]:
    """Name and address of each."""
    known = keys()
    for route in staff_routes():
        if route.pattern.startswith("office/") and route.name.startswith(OURS) and not _is_left_out(route):
            yield route.name, route.url(**_given(route, known))
    for words in SEARCHES:
        for name in ("office_search", *LISTS):
            yield f"{name} “{words}”", f"{reverse(name)}?{urlencode({'q': words})}"


def _is_left_out(route: Route) -> bool:
    return route.name.endswith(LEFT_OUT)


def _given(route: Route, known: dict[str, dict[str, object]]) -> dict[str, object]:
    """The keys of a row that this screen can show."""
    room = route.name.partition(":")[0]
    return known.get(route.name) or known.get(room) or {}


def keys() -> dict[str, dict[str, object]]:
    """By the name of an address, or of its room."""
    sent = _sent()
    parcel = {"number": sent.number, "pk": sent.parcels.earliest("pk").pk}
    paid = Order.objects.filter(status="Paid").earliest("pk")
    to_pack = {"number": paid.number, "pk": paid.lines.earliest("pk").pk}
    back = Return.objects.filter(settled_at=None).earliest("pk")
    record = StockRecord.objects.earliest("pk")
    return {
        "office_orders": {"number": sent.number, "pk": sent.lines.earliest("pk").pk},
        "office_orders:email": {"number": sent.number, "pk": sent.emails.earliest("pk").pk},
        "office_orders:parcel_tracking": parcel,
        "office_orders:not_sent": parcel,
        "office_orders:refund": {"number": sent.number, "pk": sent.payment_attempts.get().pk},
        "office_orders:cancel": to_pack,
        "office_orders:change_address": to_pack,
        "office_orders:send_part": to_pack,
        "office_orders:hold": to_pack,
        "office_packing": to_pack,
        "office_customers": {"number": sent.number},
        "office_customers:customer": {"number": sent.number},
        "office_returns": {"number": sent.number, "pk": back.pk},
        "office_batches": {"pk": Batch.objects.filter(number="L2611").earliest("pk").pk},
        "office_stock": {"pk": record.product_id},
        "office_products": {"pk": record.product.parent_id or record.product_id},
        "office_prices": {"record": record.pk, "pk": record.pk},
        "office_emails": {"pk": OutboxEmail.objects.exclude(text="").earliest("pk").pk},
        "office_invoices": {"pk": Document.objects.earliest("pk").pk},
    }


def _sent() -> Order:
    """One of the last that left."""
    return Order.objects.filter(status="Dispatched").latest("pk")
