"""What placing an order needs of a basket, whose models are on a floor above."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, Protocol

from shop.catalogue.models import Product
from shop.partner.protocols import BasketLine, PricedBasket


class PlacedLine(BasketLine, Protocol):
    """A priced line that becomes an order line; prices include VAT, `source` is the guide it came from."""

    source: str

    @property
    def product(self) -> Product: ...
    @property
    def tax_code(self) -> str: ...
    @property
    def stockrecord_id(self) -> int: ...
    @property
    def attributes(self) -> Any: ...
    @property
    def line_price_incl_tax(self) -> Decimal: ...
    @property
    def unit_price_incl_tax(self) -> Decimal: ...

    def get_price_breakdown(self) -> Iterable[tuple[Decimal, Decimal | None, int]]: ...


class PlacedBasket(PricedBasket, Protocol):
    """A basket whose lines become an order's."""

    def all_lines(self) -> Sequence[PlacedLine]: ...
