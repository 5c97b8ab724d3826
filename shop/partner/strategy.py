"""How a price is told: the stock record's price is what the shopper pays, VAT included."""

from typing import Any

from django.conf import settings
from oscar.apps.partner import strategy
from oscar.core.loading import get_class

from shop.partner import vat

TaxInclusiveFixedPrice = get_class("partner.prices", "TaxInclusiveFixedPrice")
UnavailablePrice = get_class("partner.prices", "Unavailable")
Unavailable = get_class("partner.availability", "Unavailable")

ChildrenStock = list[tuple[Any, Any]]


class GrossPrice:
    """Pricing mixin: the VAT is taken out of the stock record's price, never added to it.

    Oscar's FixedRateTax treats the price as net, so that £19.99 can't be stored exactly,
    and prices a parent without VAT while its children carry it.
    """

    def pricing_policy(self, product: Any, stockrecord: Any) -> Any:
        """Called by Structured.fetch_for_product for everything that can be bought."""
        if not stockrecord or stockrecord.price is None:
            return UnavailablePrice()
        tax_code = tax_code_of(product)
        rate = vat.rate_for(tax_code, registered=settings.VAT_REGISTERED)
        split = vat.split_gross(stockrecord.price, rate)
        return TaxInclusiveFixedPrice(
            currency=stockrecord.price_currency, excl_tax=split.net, tax=split.vat, tax_code=tax_code
        )

    def parent_pricing_policy(self, product: Any, children_stock: ChildrenStock) -> Any:
        """A parent is priced “from” its cheapest size."""
        priced = [(child, record) for child, record in children_stock if record and record.price is not None]
        if not priced:
            return UnavailablePrice()
        child, record = min(priced, key=lambda pair: pair[1].price)
        return self.pricing_policy(child, record)


def tax_code_of(product: Any) -> str:
    """A size is taxed like its parent, which holds the code."""
    return str(product.parent.tax_code if product.is_child else product.tax_code)


class UKStrategy(strategy.UseFirstStockRecord, GrossPrice, strategy.StockRequired, strategy.Structured):
    """One stock record a product, stock always respected, prices including VAT.

    Reads no user: a price is the same for everybody, so public pages may ask for it.
    """

    def __init__(self, request: Any = None) -> None:
        self.request = request
        self.user = None

    def availability_policy(self, product: Any, stockrecord: Any) -> Any:
        """Called by Structured.fetch_for_product; what has lost its price can't be bought.

        Oscar calls it available, and then fails to add up a basket that holds it.
        """
        if stockrecord and stockrecord.price is None:
            return Unavailable()
        return super().availability_policy(product, stockrecord)

    def fetch_for_line(self, line: Any, stockrecord: Any = None) -> Any:
        """Called for each basket line: its own stock record is loaded already, so nothing is asked for."""
        return self.fetch_for_product(line.product, line.stockrecord)


class Selector:
    """Called by BasketMiddleware with each request, and by whoever prices without one."""

    def strategy(self, request: Any = None, user: Any = None, **kwargs: Any) -> UKStrategy:
        """Everybody gets the same strategy; it keeps no state."""
        return UKStrategy(request)
