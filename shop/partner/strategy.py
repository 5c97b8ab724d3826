"""Pricing strategy: the stock record’s price is what the shopper pays, VAT included."""

from typing import Any

from django.http import HttpRequest
from oscar.apps.partner import strategy
from oscar.core.loading import get_class

from shop.partner import vat
from shop.partner.models import StockRecord
from shop.partner.protocols import BasketLine, SoldProduct
from shop.partner.vat_now import rate_now

TaxInclusiveFixedPrice = get_class("partner.prices", "TaxInclusiveFixedPrice")
UnavailablePrice = get_class("partner.prices", "Unavailable")
Unavailable = get_class("partner.availability", "Unavailable")

ChildrenStock = list[tuple[SoldProduct, StockRecord | None]]


class GrossPrice:
    """Pricing mixin: VAT is taken out of the stock record’s price, never added to it.

    Oscar’s FixedRateTax treats the price as net, so that £19.99 can’t be stored exactly,
    and prices a parent without VAT while its children have it.
    """

    def pricing_policy(self, product: SoldProduct, stockrecord: StockRecord | None) -> Any:
        """Called by Structured.fetch_for_product for every product that can be bought."""
        if not stockrecord or stockrecord.price is None:
            return UnavailablePrice()
        tax_code = tax_code_of(product)
        rate = rate_now(tax_code)
        split = vat.split_gross(stockrecord.price, rate)
        return TaxInclusiveFixedPrice(
            currency=stockrecord.price_currency, excl_tax=split.net, tax=split.vat, tax_code=tax_code
        )

    def parent_pricing_policy(self, product: SoldProduct, children_stock: ChildrenStock) -> Any:
        """A parent has the price of its cheapest size."""
        priced = [(child, record) for child, record in children_stock if record and record.price is not None]
        if not priced:
            return UnavailablePrice()
        child, record = min(priced, key=lambda pair: pair[1].price)
        return self.pricing_policy(child, record)


def tax_code_of(product: SoldProduct) -> str:
    """The tax code of a product; a size has its parent’s."""
    return str(product.parent.tax_code if product.is_child else product.tax_code)


class UKStrategy(strategy.UseFirstStockRecord, GrossPrice, strategy.StockRequired, strategy.Structured):
    """One stock record a product, stock always checked, prices including VAT.

    It reads no user: prices are the same for everyone, so public pages may use it.
    """

    def __init__(self, request: HttpRequest | None = None) -> None:
        self.request = request
        self.user = None

    def availability_policy(self, product: SoldProduct, stockrecord: StockRecord | None) -> Any:
        """Called by Structured.fetch_for_product; a stock record without a price can’t be bought.

        Oscar calls it available and then fails to add up a basket that contains it.
        """
        if stockrecord and stockrecord.price is None:
            return Unavailable()
        return super().availability_policy(product, stockrecord)

    def fetch_for_line(self, line: BasketLine, stockrecord: StockRecord | None = None) -> Any:
        """Called for each basket line; uses the line’s own stock record, which is loaded already."""
        return self.fetch_for_product(line.product, line.stockrecord)


class Selector:
    """Called by BasketMiddleware with each request, and without one by other code that needs prices."""

    def strategy(
        self, request: HttpRequest | None = None, user: object = None, **kwargs: object
    ) -> UKStrategy:
        """Everyone gets the same strategy; it has no state."""
        return UKStrategy(request)
