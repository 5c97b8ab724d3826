"""The mini-basket: what was just added, what is missing for free delivery, and one suggestion."""

from dataclasses import dataclass

from shop.basket.models import Basket
from shop.basket.page import BasketPage, LineView, basket_page
from shop.basket.services import Added
from shop.basket.suggestion import Suggestion, suggest
from shop.trader.vat import vat_registered


@dataclass(frozen=True)
class MiniBasket:
    """The fragment’s context; `line` is None where what was added can’t be bought any more."""

    added: Added
    page: BasketPage
    line: LineView | None
    suggestion: Suggestion | None

    @property
    def count(self) -> int:
        """The items that can be bought, as the badge counts them."""
        return int(self.page.basket.num_items)

    @property
    def delivery_words(self) -> str:
        """“UK delivery £3.95; prices include VAT.”"""
        price = f"£{self.page.delivery:.2f}" if self.page.delivery else "is free"
        return f"UK delivery {price}{'; prices include VAT' if vat_registered() else ''}."


def mini_basket(*, basket: Basket, added: Added) -> MiniBasket:
    """The mini-basket of a priced basket."""
    page = basket_page(basket)
    line = next((view for view in page.lines if view.line.pk == added.line_id), None)
    return MiniBasket(added, page, line, suggest(basket=basket, line=line.line if line else None))
