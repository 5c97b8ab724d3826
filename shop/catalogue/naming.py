"""Names of products: for shoppers, for staff, and in addresses."""

from itertools import chain, count
from typing import Any, ClassVar, Protocol

from django.utils.text import slugify


class NamedProduct(Protocol):
    """A product or size with a title."""

    objects: ClassVar[Any]

    @property
    def pk(self) -> int | None: ...
    @property
    def is_child(self) -> bool: ...
    @property
    def parent(self) -> "NamedProduct": ...
    @property
    def title(self) -> str: ...
    @property
    def volume_ml(self) -> int | None: ...
    @property
    def upc(self) -> str | None: ...

    def get_title(self) -> str: ...


def title_of(product: NamedProduct) -> str:
    """“Everyday massage oil, 100 ml”: the parent's title and the size."""
    parent = product.parent if product.is_child else product
    detail = f"{product.volume_ml} ml" if product.volume_ml else ""
    return f"{parent.title}, {detail}" if detail else parent.title


def full_name(product: NamedProduct) -> str:
    """Title, size and SKU, each if there is one; a size takes its parent’s title."""
    title = _size_title(product) if product.is_child else product.title
    size = f"{product.volume_ml} ml" if product.volume_ml else ""
    named = title if not size or _closed(size) in _closed(title) else f"{title}, {size}"
    return f"{named} ({product.upc})" if product.upc else named


def _size_title(size: NamedProduct) -> str:
    """With its product's: imported sizes may be called “100 ml” and nothing else."""
    title = size.parent.title
    if not size.title or size.title.startswith(title):
        return size.title or title
    return f"{title}, {size.title}"


def _closed(text: str) -> str:
    """“100 ml” and “100ml” are the same size."""
    return text.replace(" ", "").casefold()


def free_slug(product: NamedProduct) -> str:
    """The title as a slug, with a number if another product has it."""
    base = slugify(product.get_title())[:200] or "product"
    others = type(product).objects.filter(slug__startswith=base).exclude(pk=product.pk)
    taken = set(others.values_list("slug", flat=True))
    numbered = (f"{base}-{number}" for number in count(2))
    return next(slug for slug in chain([base], numbered) if slug not in taken)
