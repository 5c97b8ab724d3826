"""The pictures of a product’s page, the selected size’s first."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from django.utils.safestring import SafeString

from shop.catalogue.pictures.html import Picture, gallery_picture, gallery_thumbnail, largest_file

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
    """A picture with its HTML in the first position and in a later one."""

    id: int
    size: int | None  # id of the size it shows
    caption: str
    first: SafeString
    later: SafeString
    thumbnail: SafeString
    large: str  # address of the largest file


@dataclass(frozen=True)
class Shown:
    """A picture in its position; pictures of other sizes are hidden until their size is chosen."""

    picture: GalleryPicture
    html: SafeString
    is_hidden: bool


def gallery_of(product: PicturedProduct, sizes: Sequence[int]) -> list[GalleryPicture]:
    """The product’s own pictures, then those of its sizes."""
    images: list[tuple[int | None, Any]] = [(None, image) for image in product.images.all()]
    found = {image.product_id: image for image in _first_of_sizes(sizes)}
    images += [(size, found[size]) for size in sizes if size in found and size != product.pk]
    alone = len(images) == 1
    return [_picture(image.pk, size, image, product.title, alone=alone) for size, image in images]


def _first_of_sizes(sizes: Sequence[int]) -> "QuerySet[ProductImage]":
    from shop.catalogue.models import ProductImage  # this module is imported while models load

    return ProductImage.objects.filter(product__in=sizes).order_by("product", "-display_order")


def _picture(id: int, size: int | None, image: Picture, title: str, *, alone: bool) -> GalleryPicture:
    return GalleryPicture(
        id=id,
        size=size,
        caption=image.caption or title,
        first=gallery_picture(image, title, first=True, alone=alone),
        later=gallery_picture(image, title, first=False, alone=alone),
        thumbnail=gallery_thumbnail(image),
        large=largest_file(image),
    )


def shown(gallery: Sequence[GalleryPicture], chosen: int | None) -> list[Shown]:
    """The gallery with the selected size’s picture first; only the first one loads at once."""
    ordered = sorted(gallery, key=lambda picture: picture.size is None or picture.size != chosen)
    return [
        Shown(one, one.later if place else one.first, is_hidden=one.size is not None and one.size != chosen)
        for place, one in enumerate(ordered)
    ]
