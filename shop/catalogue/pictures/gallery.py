"""The pictures of a product’s page, the selected size’s first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from shop.catalogue.pictures.html import Picture, page_picture

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from shop.catalogue.models import ProductImage


class PicturedProduct(Protocol):
    """A product with its own pictures."""

    @property
    def pk(self) -> int: ...
    @property
    def title(self) -> str: ...
    @property
    def images(self) -> Any: ...


@dataclass(frozen=True)
class GalleryPicture:
    """A picture’s HTML in the first position and in a later one."""

    size: int | None  # id of the size it shows
    first: str
    later: str


@dataclass(frozen=True)
class Shown:
    """A picture in its position; with `size` the page’s script can show another size first."""

    size: int | None
    html: str


def gallery_of(product: PicturedProduct, sizes: Sequence[int]) -> list[GalleryPicture]:
    """The product’s own pictures, then those of its sizes."""
    images: list[tuple[int | None, Picture]] = [(None, image) for image in product.images.all()]
    found = {image.product_id: image for image in _first_of_sizes(sizes)}
    images += [(size, found[size]) for size in sizes if size in found and size != product.pk]
    return [_picture(size, image, product.title) for size, image in images]


def _first_of_sizes(sizes: Sequence[int]) -> "QuerySet[ProductImage]":
    from shop.catalogue.models import ProductImage  # this module is imported while models load

    return ProductImage.objects.filter(product__in=sizes).order_by("product", "-display_order")


def _picture(size: int | None, image: Picture, title: str) -> GalleryPicture:
    later = page_picture(image, title, first=False)
    return GalleryPicture(size, page_picture(image, title, first=True), later)


def shown(gallery: Sequence[GalleryPicture], chosen: int | None) -> list[Shown]:
    """The gallery with the selected size’s picture first; only the first one loads at once."""
    ordered = sorted(gallery, key=lambda picture: picture.size is None or picture.size != chosen)
    return [Shown(one.size, one.later if place else one.first) for place, one in enumerate(ordered)]
