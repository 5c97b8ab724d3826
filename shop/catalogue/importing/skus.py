"""How a file names products: by SKU; a product in sizes that has none, by the last part of its address."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from shop.catalogue.models import Product


def sku_of(product: Product) -> str:
    """Empty for a product of one size, or a size, without a SKU."""
    return product.upc or (product.slug if product.is_parent else "")


def named(skus: Iterable[str]) -> QuerySet[Product]:
    """The products that these cells name."""
    wanted = list(skus)
    in_sizes = Q(upc=None, structure=Product.PARENT, slug__in=wanted)
    found: QuerySet[Product] = Product.objects.filter(Q(upc__in=wanted) | in_sizes)
    return found


def product_of(sku: str) -> Product | None:
    """The product with this SKU, before one with this address."""
    found = sorted(named([sku]) if sku else [], key=lambda product: not product.upc)
    return found[0] if found else None
