"""Who has pieces of a recall, on its page and as a file."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.timezone import localdate
from django.views.decorators.http import require_safe

from shop.order.models import Order
from shop.recall.buyers import buyers_of
from shop.recall.fates import Fate, fates_of
from shop.recall.models import Recall, RecallNotice, State
from shop.spreadsheets.writer import csv_response

HEAD = (
    "order",
    "sent",
    "certain",
    "name",
    "telephone",
    "email",
    "address",
    "items",
    "pieces",
    "told",
    "reached",
)


@dataclass(frozen=True)
class Person:
    """One order's buyer with what reaches them, and what became of it."""

    fate: Fate

    @property
    def notice(self) -> RecallNotice:
        return self.fate.notice

    @property
    def order(self) -> Order:
        return self.notice.order

    @property
    def sent(self) -> date:
        """The day it left; of orders from before that was noted, the day they were placed."""
        return localdate(self.order.left_at or self.order.date_placed)

    @property
    def name(self) -> str:
        address = self.order.shipping_address
        return str(address.name) if address else ""

    @property
    def telephone(self) -> str:
        address = self.order.shipping_address
        return str(address.phone_number or "") if address else ""

    @property
    def address_line(self) -> str:
        """The delivery address in one line."""
        address = self.order.shipping_address
        return ", ".join(address.active_address_fields()) if address else ""

    def cells(self) -> list[object]:
        """The row of the file."""
        notice = self.notice
        certain = "yes" if notice.is_certain else f"possible: {notice.why}"
        reach = [self.name, self.telephone, self.order.email, self.address_line]
        told = [self.fate.words, "yes" if self.fate.is_reached else "no"]
        return [self.order.number, self.sent, certain, *reach, notice.items, notice.pieces, *told]


def people_of(recall: Recall) -> Iterator[Person]:
    """Everybody, certain ones first; of a prepared recall those who would be told now."""
    is_prepared = recall.state == State.PREPARED
    notices = buyers_of(recall) if is_prepared else list(recall.notices.all())
    prefetch_related_objects(notices, "order__user", "order__shipping_address__country", "order__parcels")
    yield from (Person(fate) for fate in fates_of(notices))


@require_safe
def people_file(request: HttpRequest, pk: int) -> HttpResponse:
    """`<pk>/people.csv`: names, addresses and telephones, for the case that all else fails."""
    recall = get_object_or_404(Recall, pk=pk)
    rows = [HEAD, *(person.cells() for person in people_of(recall))]
    return csv_response(filename=f"{recall.slug}.csv", rows=rows)
