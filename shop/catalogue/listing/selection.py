"""Some items of the catalogue in some order, looked up only when a page shows them."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import overload

from shop.catalogue.listing.item import ListingItem


class LazySelection(Sequence[ListingItem]):
    """Items of the shelf in some order, of which only those are looked up that a page shows."""

    def __init__(self, items: Sequence[ListingItem], count: int, places: Callable[[], Iterator[int]]) -> None:
        self._items, self._count, self._places = items, count, places

    def __len__(self) -> int:
        return self._count

    @overload
    def __getitem__(self, index: int) -> ListingItem: ...
    @overload
    def __getitem__(self, index: slice) -> list[ListingItem]: ...
    def __getitem__(self, index: int | slice) -> ListingItem | list[ListingItem]:
        if isinstance(index, int):
            return self[index : index + 1][0]
        return [self._items[place] for place in islice(self._places(), index.start, index.stop)]
