"""The lines of an order as its pages and emails show them, with pictures."""

from collections.abc import Iterable
from dataclasses import dataclass

from shop.catalogue.models import Product, ProductImage
from shop.catalogue.pictures.html import email_file, thumbnail
from shop.mail.compose import own_file
from shop.order.models import Line, Order


@dataclass(frozen=True)
class OrderItem:
    """A line with its picture; `url` is empty once its product isn't sold any more."""

    line: Line
    image: ProductImage | None
    url: str
    is_sealed: bool

    @property
    def picture(self) -> str:
        return thumbnail(self.image)

    @property
    def mail_picture(self) -> str:
        """The absolute URL of a small picture, if it is on our own host."""
        return own_file(email_file(self.image))


def order_items(order: Order) -> list[OrderItem]:
    """All lines of an order, in three queries."""
    lines = order.lines.select_related("product__parent").order_by("pk")
    return items_of(lines.prefetch_related("product__images", "product__parent__images"))


def items_of(lines: Iterable[Line]) -> list[OrderItem]:
    """Lines with their products prefetched; a product may have been deleted."""
    return [_item(line) for line in lines]


def _item(line: Line) -> OrderItem:
    product: Product | None = line.product
    if product is None:
        return OrderItem(line, None, "", is_sealed=False)
    page = product.parent if product.is_child else product
    images = [*product.images.all(), *page.images.all()]
    is_sold = product.is_public and page.is_public
    return OrderItem(
        line,
        images[0] if images else None,
        product.get_absolute_url() if is_sold else "",
        is_sealed=bool(page.hygiene_seal),
    )
