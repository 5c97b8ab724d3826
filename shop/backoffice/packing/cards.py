"""A page of parcels to pack: each order with its form."""

from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.core.paginator import Page, Paginator
from django.db.models import Model
from django.http import QueryDict

from shop.backoffice.packing.batch_choices import BatchChoices
from shop.backoffice.packing.forms import ParcelForm, prefix_of
from shop.backoffice.packing.queue import EXPRESS, in_this_order, is_late, to_pack
from shop.order.deadlines import promised_day
from shop.order.models import Order
from shop.order.tracking_numbers import WrongTrackingNumber, tidy_tracking
from shop.order.used_numbers import UsedNumbers

PAGE_SIZE: Final = 50
SYSTEM: Final = "System"


@dataclass
class Card:
    """One order. `problem` says why it couldn't be sent."""

    order: Order
    form: ParcelForm
    problem: str = ""

    @property
    def is_express(self) -> bool:
        return bool(self.order.shipping_code == EXPRESS)

    @property
    def promised(self) -> date | None:
        """The last promised day."""
        return promised_day(self.order.delivery_rule)

    @property
    def is_late(self) -> bool:
        return is_late(self.order.delivery_rule)

    @property
    def notes(self) -> list[Model]:
        """What colleagues wrote."""
        return [note for note in self.order.notes.all() if note.note_type != SYSTEM]


@dataclass
class PackingPage:
    """A page of cards, and how many there are in all."""

    cards: list[Card]
    page: Page[int]


def packing_page(number: str | None, data: QueryDict | None = None) -> PackingPage:
    """The page with this number. With `data`, what was typed is on it, and cards that moved to another page
    since.
    """
    waiting = to_pack()
    page = Paginator(waiting, PAGE_SIZE).get_page(number)
    typed = _prefixes(data or ())
    shown = [key for key in waiting if key in page.object_list or prefix_of(key) in typed]
    return PackingPage(_cards(shown, data), page)


def _cards(keys: list[int], data: QueryDict | None) -> list[Card]:
    """A card for each order, with batches proposed in this sequence."""
    orders = in_this_order(keys)
    batches = BatchChoices([line for order in orders for line in order.lines.all()])
    used = UsedNumbers(_typed_numbers(data)) if data else None
    typed = _prefixes(data or ())
    return [
        Card(order, ParcelForm(data if is_typed else None, order=order, batches=batches, used=used))
        for order, is_typed in ((order, prefix_of(order.pk) in typed) for order in orders)
    ]


def _typed_numbers(data: QueryDict) -> set[str]:
    """The tracking numbers of all cards, as they are stored."""
    typed = [value for name, value in data.items() if name.endswith("-tracking_number")]
    found = set()
    for number in typed:
        with suppress(WrongTrackingNumber):
            found.add(tidy_tracking(str(number)))
    return found


def _prefixes(names: Iterable[str]) -> set[str]:
    return {name.partition("-")[0] for name in names}


def filled_in(numbers: dict[int, str]) -> QueryDict:
    """What the cards of these orders would post: ticked, with their number and the proposed batches."""
    data = QueryDict(mutable=True)
    for card in _cards([key for key in to_pack() if key in numbers], None):
        for name, field in card.form.fields.items():
            data[card.form.add_prefix(name)] = "" if field.initial is None else str(field.initial)
        data[card.form.add_prefix("tracking_number")] = numbers[card.order.pk]
        data[card.form.add_prefix("send")] = "on"
    return data
