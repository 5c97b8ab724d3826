"""Today's parcels: what may be sent now, what is late and what is on hold."""

from collections.abc import Iterator

from django.db.models import Count, Q
from django.urls import reverse

from shop.backoffice.orders.addresses import order_url
from shop.backoffice.packing.queue import is_late, paid_orders
from shop.backoffice.today.task import Task, counted
from shop.order import statuses
from shop.order.dispatch_holds import dispatchable
from shop.order.models import StaffHold


def pack_now() -> Iterator[Task]:
    """Parcels that may be sent: how many are express, have a note, are past the promised day."""
    paid = paid_orders()
    ready = dispatchable(paid)
    url = reverse("office_packing:pack")
    noted = Q(notes__isnull=False) | ~Q(gift_message="")
    found = ready.aggregate(  # distinct, because an order is joined with each of its notes
        all=Count("pk", distinct=True),
        express=Count("pk", filter=Q(shipping_code="express"), distinct=True),
        noted=Count("pk", filter=noted, distinct=True),
    )
    if found["all"]:
        late = sum(map(is_late, ready.values_list("delivery_rule", flat=True)))
        kinds = [
            f"{found['express']} express" if found["express"] else "",
            f"{found['noted']} with a note" if found["noted"] else "",
            f"{late} past the promised day" if late else "",
        ]
        more = ", ".join(kind for kind in kinds if kind)
        yield Task(f"{counted(found['all'], 'parcel')} to pack{more and f': {more}'}", url, bool(late))
    if held := paid.count() - found["all"]:
        yield Task(f"{counted(held, 'order')} on hold", f"{url}#held")


def missing() -> Iterator[Task]:
    """Orders with a piece that a packer couldn't find, by name: somebody has to decide."""
    holds = StaffHold.objects.standing().exclude(line=None).filter(order__status=statuses.PAID)
    for hold in holds.select_related("order", "line", "placed_by").order_by("placed_at", "pk"):
        yield Task(f"{hold.order.number}: {hold.words}", order_url(hold.order), True)
