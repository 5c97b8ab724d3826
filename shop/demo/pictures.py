"""Loads the demo's product images. Saving one generates its AVIF and WebP files."""

from collections.abc import Iterator
from typing import Any

from django.core.files import File

from shop.catalogue.models import Product, ProductImage
from shop.demo.data_files import MEDIA, read_products


def load_pictures() -> int:
    """Add or replace images that are missing or whose file changed; returns how many."""
    return sum(_load_picture(*picture) for row in read_products() for picture in _pictures(row))


def _pictures(row: dict[str, Any]) -> Iterator[tuple[Product, int, dict[str, Any]]]:
    """Each image with its product or size and its position."""
    product = Product.objects.get(slug=row["slug"], parent=None)
    for position, image in enumerate(row["images"]):
        yield product, position, image
    for size in row["sizes"]:
        if "image" in size:
            yield Product.objects.get(upc=size["sku"]), 0, size["image"]


def _load_picture(product: Product, position: int, image: dict[str, Any]) -> bool:
    source = MEDIA / image["file"]
    row = ProductImage.objects.filter(product=product, display_order=position).first()
    row = row or ProductImage(product=product, display_order=position)
    if row.caption == image["alt"] and _is_same(row, source.read_bytes()):
        return False
    row.caption = image["alt"]
    storage = row.original.storage
    storage.delete(f"products/{source.name}")  # so that the new file gets the same name and URL
    with source.open("rb") as content:
        row.original.save(source.name, File(content), save=False)
    row.save()
    return True


def _is_same(row: ProductImage, content: bytes) -> bool:
    if not row.original or not row.original.storage.exists(row.original.name):
        return False
    if not all(row.original.storage.exists(file.name) for file in row.original.get_picture_files_list()):
        return False  # made by a version with other widths
    with row.original.storage.open(row.original.name) as stored:
        return stored.read() == content
