"""Open work of one day: holds, returns and replacements, made by the shop's own services."""

import uuid
from datetime import date
from typing import Any

from shop.accounts.models import User
from shop.catalogue.models import Product
from shop.order.holding import put_on_hold, report_missing
from shop.order.kinds import FreeReason
from shop.order.models import Order
from shop.order.replacements import Asked, replace
from shop.order.return_rows import Reason, State
from shop.order.returns.steps import note_arrival
from shop.payment.services import RefundRequest, refund_payment
from tests.support.factories import a_product, a_product_in_sizes
from tests.support.packing import a_batch, send
from tests.support.purchases import a_paid_order, the_payment
from tests.support.returns import a_return, back

TOWNS = (
    ("Stroud", "GL5 1AA"),
    ("Bristol", "BS1 4DJ"),
    ("Leeds", "LS1 4AP"),
    ("Cardiff", "CF10 1EP"),
    ("Glasgow", "G2 1AL"),
    ("Truro", "TR1 2LS"),
)


def sizes() -> list[Product]:
    """Six oils in three sizes each, and six of one size, with a batch of each in the house."""
    parents = [
        a_product_in_sizes(f"Massage oil {n}", sizes={50: "8.50", 100: "14.50", 200: "24.00"}, stock=400)
        for n in range(6)
    ]
    found = [child for parent in parents for child in parent.children.order_by("pk")]
    found += [a_product(f"Bath oil {n}", stock=400) for n in range(6)]
    for size in found:
        a_batch(size, "L2611", quantity=400, best_before=date(2099, 1, 31))
    return found


def bought(place: int, products: list[Product]) -> Order:
    """A paid order of one or two sizes."""
    town, postcode = TOWNS[place % len(TOWNS)]
    chosen = [products[(place * step) % len(products)] for step in ((1, 5) if place % 3 else (1,))]
    details = {"town": town, "postcode": postcode, "name": f"Wilma Walker{place}"}
    order: Order = a_paid_order(*dict.fromkeys(chosen), email=f"buyer{place}@example.com", **details)
    return order


def settled(products: list[Product], by: User, *, number: int) -> None:
    """Orders that are done: sent, some of them returned and refunded, replaced or given a part back."""
    for place in range(number):
        order = bought(place, products)
        send(order, f"AB{place:08}3GB")
        order.refresh_from_db()
        if place % 10 == 3:
            came_back(order, by)
        elif place % 10 == 5:
            gives_back(order, 250, "goodwill", by)
        elif place % 10 == 7:
            asked = Asked({order.lines.earliest("pk").pk: 1}, FreeReason.LOST, by, uuid.uuid4())
            send(replace(order=order, asked=asked), f"AC{place:08}3GB")


def came_back(order: Order, by: User) -> None:
    """Cancelled by its buyer, back in the house and refunded."""
    row = a_return(order)
    note_arrival(item_return=row, arrived=back(row, State.SEALED), by=by)
    gives_back(order, int(order.total_incl_tax * 100), "cancelled", by)


def gives_back(order: Order, pence: int, cause: str, by: User) -> None:
    asked = RefundRequest(by=by, cause=cause)
    refund_payment(attempt=the_payment(order), key=uuid.uuid4(), amount=pence, asked=asked)


def waiting(products: list[Product], by: User, *, number: int) -> None:
    """Orders to pack, a few of them on hold, and returns to look after."""
    for place in range(number):
        order: Any = bought(place, products)
        if place % 10 == 4:
            put_on_hold(order=order, reason="The buyer calls back", by=by)
        elif place % 10 == 6:
            report_missing(line=order.lines.earliest("pk"), by=by)
        elif place % 10 == 8:
            send(order, f"AD{place:08}3GB")
            order.refresh_from_db()
            a_return(order, Reason.FAULTY if place % 20 == 8 else Reason.CHANGED_MIND)
