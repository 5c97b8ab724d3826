"""The lines of an order as its pages and emails show them, with pictures."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import prefetch_related_objects

from shop.caching.prepared_query import PreparedQuery
from shop.catalogue.models import Product, ProductImage
from shop.catalogue.pictures.html import email_file, thumbnail
from shop.mail.compose import own_file
from shop.order.models import Line, Order, Parcel

LINES = PreparedQuery(
    lambda order: Line.objects.filter(order=order).select_related("product__parent").order_by("pk")
)


@dataclass(frozen=True)
class OrderItem:
    """A line with its picture; `url` is empty once its product isn't sold any more.

    `cancelled` pieces won’t be sent, or come back. An order’s page counts those that wait for a refund, too.
    """

    line: Line
    image: ProductImage | None
    url: str
    is_sealed: bool
    cancelled: int = 0

    @property
    def picture(self) -> str:
        return thumbnail(self.image)

    @property
    def mail_picture(self) -> str:
        """The absolute URL of a small picture, if it is on our own host."""
        return own_file(email_file(self.image))


def order_items(order: Order) -> list[OrderItem]:
    """All lines of an order, in three queries."""
    lines = LINES.read(order.pk)
    for line in lines:
        line.order = order
    prefetch_related_objects(lines, "product__images", "product__parent__images")
    return items_of(lines)


@dataclass(frozen=True)
class ParcelItem:
    """So many pieces of a line in a parcel."""

    item: OrderItem
    quantity: int


def items_in(parcel: Parcel) -> list[ParcelItem]:
    """What is in a parcel."""
    pieces = dict(parcel.lines.order_by().values_list("line", "quantity"))
    items = order_items(parcel.order)
    return [ParcelItem(item, pieces[item.line.pk]) for item in items if item.line.pk in pieces]


def everything_in(order: Order) -> list[ParcelItem]:
    """All pieces that aren't cancelled: the one parcel of an order from before parcels were noted."""
    pairs = [(item, item.line.quantity_not_withdrawn) for item in order_items(order)]
    return [ParcelItem(item, quantity) for item, quantity in pairs if quantity]


def items_of(lines: Iterable[Line]) -> list[OrderItem]:
    """Lines with their products prefetched; a product may have been deleted."""
    return [_item(line) for line in lines]


def _item(line: Line) -> OrderItem:
    product: Product | None = line.product
    if product is None:
        return OrderItem(line, None, "", is_sealed=False, cancelled=line.quantity_withdrawn)
    page = product.parent if product.is_child else product
    images = [*product.images.all(), *page.images.all()]
    is_sold = product.is_public and page.is_public
    return OrderItem(
        line,
        images[0] if images else None,
        product.get_absolute_url() if is_sold else "",
        is_sealed=bool(page.hygiene_seal),
        cancelled=line.quantity_withdrawn,
    )
