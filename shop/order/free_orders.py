"""Orders of £0.00 that staff make: what replaces a parcel, and what is given away.

Nobody pays for one, so it has no basket, no invoice and no part in any figure of sales; stock, packing and
emails are those of every order.
"""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.conf import settings
from django.contrib.sites.models import Site
from django.db import transaction
from django.utils import timezone

from shop.accounts.models import User
from shop.catalogue.models import Product
from shop.catalogue.naming import title_of
from shop.london import iso
from shop.order import statuses
from shop.order.change_log import log_change
from shop.order.kinds import FreeReason, OrderKind
from shop.order.models import Line, Order, ShippingAddress
from shop.order.services import queue_email_once
from shop.order.utils import OrderNumberGenerator
from shop.partner import vat
from shop.partner.models import OutOfStock, StockRecord
from shop.partner.strategy import tax_code_of
from shop.partner.vat_now import rate_now
from shop.shipping.methods import TrackedDelivery
from shop.shipping.promise import arrives
from shop.shipping.repository import methods_for_zone

ZERO = Decimal("0.00")
EMAILS = {OrderKind.REPLACEMENT: "replacement", OrderKind.NO_CHARGE: "no_charge"}
ACTIONS = {OrderKind.REPLACEMENT: "order.replacement_made", OrderKind.NO_CHARGE: "order.given_away"}


class CannotSend(Exception):
    """It can't be sent at no charge; the text is for staff, nothing was written."""


@dataclass(frozen=True)
class FreeItem:
    """So many of a size; `price` is what one costs in the shop, `replaces` the line that it stands for."""

    product: Product
    record: StockRecord
    quantity: int
    price: Decimal
    replaces: Line | None = None


@dataclass(frozen=True)
class FreeParcel:
    """Where it goes and why; `address` isn't saved yet."""

    kind: OrderKind
    reason: FreeReason
    by: User
    key: uuid.UUID
    address: ShippingAddress
    zone: str
    method: str = ""  # a delivery code; the zone's cheapest where it has none of that code
    user: User | None = None
    email: str = ""  # a guest's
    replaces: Order | None = None
    simulated: bool = False
    note: str = ""


def made_before(key: uuid.UUID) -> Order | None:
    """The order that a first click has made already, if it has."""
    return Order.objects.filter(form_key=key).first()


@transaction.atomic
def create_free_order(parcel: FreeParcel, items: Sequence[FreeItem]) -> Order:
    """Create the order and set its stock aside. The caller has asked `made_before`. Raises CannotSend."""
    _refuse_undeliverable(items, parcel.zone)
    order = _create(parcel, _method(parcel))
    Line.objects.bulk_create(Line(order=order, **_columns(item, parcel.zone)) for item in items)
    _allocate(items)
    order.move(statuses.PAID)
    changes = [("Reason", "", parcel.reason.label)]
    log_change(order=order, action=ACTIONS[parcel.kind], by=parcel.by, changes=changes, why=parcel.note)
    queue_email_once(order=order, kind=EMAILS[parcel.kind])
    return order


def _refuse_undeliverable(items: Sequence[FreeItem], zone: str) -> None:
    """The rule of the checkout: what has no responsible person in Northern Ireland can't go there."""
    if zone != "NI":
        return
    pages = [item.product.parent if item.product.is_child else item.product for item in items]
    names = dict.fromkeys(page.title for page in pages if not page.ni_ready)
    if names:
        raise CannotSend(f"{' and '.join(names)} can’t go to Northern Ireland yet.")


def _method(parcel: FreeParcel) -> TrackedDelivery:
    methods = methods_for_zone(parcel.zone)
    if not methods:
        raise CannotSend("We don’t deliver to that postcode yet.")
    return next((method for method in methods if method.code == parcel.method), methods[0])


def _create(parcel: FreeParcel, method: TrackedDelivery) -> Order:
    parcel.address.save()
    promised = arrives(method.days, postcode=parcel.address.postcode)
    return Order.objects.create(
        number=OrderNumberGenerator().order_number(),
        site=Site.objects.get_current(),
        status=settings.OSCAR_INITIAL_ORDER_STATUS,
        currency="GBP",
        kind=parcel.kind,
        free_reason=parcel.reason,
        form_key=parcel.key,
        replaces=parcel.replaces,
        user=parcel.user,
        guest_email="" if parcel.user else parcel.email,
        shipping_address=parcel.address,
        shipping_method=method.name,
        shipping_code=method.code,
        delivery_zone=parcel.zone,
        delivery_rule={"promised": [iso(day) for day in promised]},
        simulated=parcel.simulated,
        date_placed=timezone.now(),
        **dict.fromkeys(("total_incl_tax", "total_excl_tax", "shipping_incl_tax", "shipping_excl_tax"), ZERO),
    )


def _columns(item: FreeItem, zone: str) -> dict[str, object]:
    """The line's columns: the price before discounts is the value of what is given."""
    tax_code = tax_code_of(item.product)
    rate = rate_now(tax_code)
    one, every = vat.split_gross(item.price, rate), vat.split_gross(item.price * item.quantity, rate)
    return {
        "partner": item.record.partner,
        "partner_name": item.record.partner.name,
        "partner_sku": item.record.partner_sku,
        "stockrecord": item.record,
        "product": item.product,
        "title": title_of(item.product),
        "upc": item.product.upc,
        "quantity": item.quantity,
        "num_allocated": item.quantity,
        "status": settings.OSCAR_INITIAL_LINE_STATUS,
        "tax_code": tax_code,
        "vat_rate": rate,
        "line_price_incl_tax": ZERO,
        "line_price_excl_tax": ZERO,
        "line_price_before_discounts_incl_tax": every.gross,
        "line_price_before_discounts_excl_tax": every.net,
        "unit_price_incl_tax": one.gross,
        "unit_price_excl_tax": one.net,
        "replaces": item.replaces,
    }


def _allocate(items: Sequence[FreeItem]) -> None:
    """By id, as placing an order does, so that two can't wait for each other."""
    for item in sorted(items, key=lambda item: item.record.pk):
        item.record.product = item.product
        try:
            item.record.allocate(item.quantity)
        except OutOfStock as problem:
            free = StockRecord.objects.get(pk=item.record.pk).net_stock_level
            raise CannotSend(f"Of {title_of(item.product)}, only {max(free, 0)} are free.") from problem
