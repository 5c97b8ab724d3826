"""The pictures of a product's page, with that of the chosen size in front."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from shop.catalogue.pictures.html import page_picture


@dataclass(frozen=True)
class GalleryPicture:
    """One picture, made as the first of its page and as a later one."""

    size: int | None  # the size that it shows, by its product's id
    first: str
    later: str


@dataclass(frozen=True)
class Shown:
    """A picture in its place; `size` lets the page's script bring another size to the front."""

    size: int | None
    html: str


def gallery_of(product: Any, sizes: Sequence[int]) -> list[GalleryPicture]:
    """The product's own pictures, then those of its sizes."""
    images: list[tuple[int | None, Any]] = [(None, image) for image in product.images.all()]
    found = {image.product_id: image for image in _first_of_sizes(sizes)}
    images += [(size, found[size]) for size in sizes if size in found and size != product.pk]
    return [_picture(size, image, product.title) for size, image in images]


def _first_of_sizes(sizes: Sequence[int]) -> Any:
    from shop.catalogue.models import ProductImage  # this module is read while the models load

    return ProductImage.objects.filter(product__in=sizes).order_by("product", "-display_order")


def _picture(size: int | None, image: Any, title: str) -> GalleryPicture:
    later = page_picture(image, title, first=False)
    return GalleryPicture(size, page_picture(image, title, first=True), later)


def shown(gallery: Sequence[GalleryPicture], chosen: int | None) -> list[Shown]:
    """The gallery with the chosen size's picture first; the first one is loaded at once."""
    ordered = sorted(gallery, key=lambda picture: picture.size is None or picture.size != chosen)
    return [Shown(one.size, one.later if place else one.first) for place, one in enumerate(ordered)]
