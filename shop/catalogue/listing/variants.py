"""Variants: what can be bought of a product, and the products that have any."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from shop.catalogue.labelling.unit_price import wording
from shop.catalogue.models import Product
from shop.offer.public_offers import OffersOnShow, ShownOffer


@dataclass(frozen=True)
class Variant:
    """A size of an oil, or a product that comes in one size."""

    id: int
    label: str
    price: Decimal
    unit_price: str
    volume_ml: int | None
    stock: int
    offers: tuple[ShownOffer, ...] = ()
    sku: str = ""
    price_without: Decimal | None = None  # where an offer lowers `price`
    was: Decimal | None = None  # the former price, where the law allows to name it

    @property
    def price_per_litre(self) -> str:
        """The unit price without the one for 100 ml, where there is little room."""
        return self.unit_price.partition(" (")[0]

    @property
    def is_available(self) -> bool:
        return self.stock > 0


def public_products(*further: str) -> QuerySet[Product]:
    """Public parents and single products with their sizes and stock; `further` is prefetched, too."""
    return _with_sizes(Product.objects.filter(is_public=True), *further)


def every_product(*further: str) -> QuerySet[Product]:
    """The same with drafts, for a preview."""
    return _with_sizes(Product.objects.all(), *further)


def _with_sizes(rows: QuerySet[Product], *further: str) -> QuerySet[Product]:
    """Both are taken from `rows`."""
    children = rows.prefetch_related("stockrecords").order_by("volume_ml", "pk")
    products = rows.exclude(structure=Product.CHILD)
    return products.prefetch_related(Prefetch("children", children), "stockrecords", *further)


def sizes_of(product: Product, shown: OffersOnShow) -> list[Variant]:
    """The variants of a product; needs `children` and `stockrecords` prefetched.

    The price is today’s price for one item, with the offers that need no code.
    """
    sellable = product.children.all() if product.is_parent else [product]
    sizes = []
    for one in sellable:
        priced = [record for record in one.stockrecords.all() if record.price is not None]
        for record in priced[:1]:
            price = shown.price(one.pk, record.price)
            sizes.append(
                Variant(
                    id=one.pk,
                    label=f"{one.volume_ml} ml" if one.volume_ml else one.contents or one.get_title(),
                    price=price,
                    unit_price="" if product.unit_price_exemption else wording(price, one.volume_ml),
                    volume_ml=one.volume_ml,
                    stock=max(record.net_stock_level or 0, 0),
                    offers=shown.of(one.pk),
                    sku=record.partner_sku,
                    price_without=record.price if price < record.price else None,
                    was=shown.was(one.pk, price),
                )
            )
    return sizes
