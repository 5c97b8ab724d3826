"""Loads the product pictures; their AVIF and WebP files are made as they are saved."""

from typing import Any

from django.core.files import File

from shop.catalogue.models import Product, ProductImage
from shop.demo.data_files import MEDIA, read_products


def load_pictures() -> int:
    """Add the pictures that are missing or whose file changed; returns how many."""
    return sum(
        _load_picture(row["slug"], position, image)
        for row in read_products()
        for position, image in enumerate(row["images"])
    )


def _load_picture(slug: str, position: int, image: dict[str, Any]) -> bool:
    product = Product.objects.get(slug=slug, parent=None)
    source = MEDIA / image["file"]
    row = ProductImage.objects.filter(product=product, display_order=position).first()
    row = row or ProductImage(product=product, display_order=position)
    if row.caption == image["alt"] and _is_same(row, source.read_bytes()):
        return False
    row.caption = image["alt"]
    storage = row.original.storage
    storage.delete(f"products/{source.name}")  # so that the name stays, and with it the address
    with source.open("rb") as content:
        row.original.save(source.name, File(content), save=False)
    row.save()
    return True


def _is_same(row: ProductImage, content: bytes) -> bool:
    if not row.original or not row.original.storage.exists(row.original.name):
        return False
    with row.original.storage.open(row.original.name) as stored:
        return stored.read() == content
