"""What a packer types on the card of an order."""

from typing import Any

from bs4 import BeautifulSoup, Tag
from django.test import Client

from shop.catalogue.models import Batch
from shop.order.models import Order
from tests.support import packing

PACK = "/office/packing/"


def a_batch(order: Order, number: str = "L2611", **fields: Any) -> Batch:
    """A batch of the order's one line."""
    return packing.a_batch(order.lines.get().product, number, **fields)


def typed(
    order: Order, *batches: tuple[Batch, int], tracking: str = "RM1", send: bool = True
) -> dict[str, Any]:
    """Batches and pieces of the order's one line, the tracking number and the tick."""
    line, start = order.lines.get(), f"o{order.pk}-"
    data: dict[str, Any] = {f"{start}tracking_number": tracking} | ({f"{start}send": "on"} if send else {})
    for place, (batch, pieces) in enumerate(batches, start=1):
        end = f"{line.pk}" if place == 1 else f"{line.pk}_{place}"
        data |= {f"{start}batch_{end}": batch.pk, f"{start}pieces_{end}": pieces}
    return data


def sends(client: Client, order: Order, *batches: tuple[Batch, int], tracking: str = "RM1") -> Any:
    """Ticks one card and sends it."""
    return client.post(PACK, typed(order, *batches, tracking=tracking))


def soup(answer: Any) -> BeautifulSoup:
    return BeautifulSoup(answer.content, "html.parser")


def card(answer: Any, order: Order) -> Tag:
    """The card of an order."""
    (found,) = [one for one in soup(answer).select(".packing-card") if order.number in one.h2.get_text()]
    return found


def words(tag: Tag) -> str:
    return " ".join(tag.get_text(" ").split())


def status_of(order: Order) -> str:
    return str(Order.objects.values_list("status", flat=True).get(pk=order.pk))
