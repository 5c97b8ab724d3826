"""Finding products: Wagtail's index over names, ingredients and needs, forgiving of a slipped letter."""

from dataclasses import dataclass
from itertools import islice

from shop.catalogue.models import Product
from shop.catalogue.shelf import Shelf, ShelfItem
from shop.indexed import find
from shop.words import LONGEST_TEXT, words


@dataclass(frozen=True)
class Found:
    """What was found, and for which query when the one that was typed had to be mended.

    Sets of the shelf's items, the best first.
    """

    typed: str
    query: str
    ranked: list[int]

    @property
    def was_mended(self) -> bool:
        return self.query != " ".join(words(self.typed))


def find_products(*, text: str, shelf: Shelf) -> Found:
    """Products for what a shopper typed, best first: all words, else any of them."""
    typed = text.replace("\x00", " ")[:LONGEST_TEXT].strip()
    query = shelf.words.mend(words(typed))
    found = find(Product, query, among=shelf)
    return Found(typed, " ".join(query), shelf.words.ranked(found, query))


def suggest(*, text: str, shelf: Shelf, most: int = 6) -> list[ShelfItem]:
    """Titles that hold every typed word's beginning, those that start with the first one first."""
    query = shelf.words.mend(words(text))
    if not query:
        return []
    return [shelf.items[place] for place in islice(shelf.titles.completing(query), most)]
