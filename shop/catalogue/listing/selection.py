"""A lazy selection of catalogue items: only those that a page shows are looked up."""

from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import overload

from shop.catalogue.listing.item import ListingItem


class LazySelection(Sequence[ListingItem]):
    """Items in some order, for Django’s paginator; `places` yields their indices."""

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
