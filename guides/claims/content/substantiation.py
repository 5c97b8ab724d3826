"""Claims that the shop's own data prove, so that they need no further evidence."""

from django.core.cache import cache
from django.db.models import Model, QuerySet

from shop.catalogue.models import Product, ProductImage
from shop.catalogue.reference import Certificate
from shop.public_text import CheckedTexts

CACHE_SECONDS = 60
SHOP_PROOFS = "claims.shop_proofs"
# Ingredients, categories and offers are shown with products, which prove these; baskets apply the offer.
BESIDE_PRODUCTS = frozenset({"allergens", "age", "offer"})


def proofs_of(instance: Model | None) -> frozenset[str]:
    """The proven claims of a product; of other content, those that hold for the whole shop."""
    if isinstance(instance, Product):
        return _product_proofs(instance)
    if isinstance(instance, ProductImage) and instance.product_id:
        return _product_proofs(instance.product)
    if isinstance(instance, CheckedTexts):
        return _shop_proofs() | BESIDE_PRODUCTS
    found: frozenset[str] | None = cache.get_or_set(SHOP_PROOFS, _shop_proofs, CACHE_SECONDS)
    return found or frozenset()


def _product_proofs(product: Product) -> frozenset[str]:
    sheet = product.sheet
    proven = {
        "fragrance_free": sheet.is_cosmetic and sheet.fragrance_free_by_list,
        "organic": bool(product.organic_claim),
        "allergens": bool(sheet.inci),
        "age": sheet.min_age_months is not None,
        "award": Certificate.objects.awards_of([product.pk, sheet.pk]).exists() if sheet.pk else False,
    }
    return frozenset(name for name, holds in proven.items() if holds)


def _shop_proofs() -> frozenset[str]:
    """Claims that hold for every cosmetic product on sale, and awards of any of them or of the shop."""
    on_sale = Product.objects.filter(is_public=True).exclude(structure=Product.CHILD)
    awards = Certificate.objects.awards_of(on_sale.values_list("pk", flat=True))
    won = frozenset({"award"}) if awards.exists() else frozenset()
    cosmetics = on_sale.filter(product_class__is_cosmetic=True)
    return won | _shared_by(cosmetics) if cosmetics.exists() else won


def _shared_by(cosmetics: QuerySet[Product]) -> frozenset[str]:
    organic = Certificate.objects.in_date().filter(kind=Certificate.ORGANIC)
    certified = cosmetics.filter(organic_percent__gt=0, certificate__in=organic)
    proven = {
        "fragrance_free": not cosmetics.filter(is_fragrance_free=False).exists(),
        "organic": certified.count() == cosmetics.count(),
    }
    return frozenset(name for name, holds in proven.items() if holds)
