"""A row of a file of discount codes, read by the form that makes offers."""

from collections.abc import Callable
from typing import Final

from django.utils import timezone

from shop.backoffice.offers.forms import OfferForm
from shop.backoffice.offers.reading import initial_of
from shop.backoffice.offers.states import with_state
from shop.backoffice.offers.terms import Gives, OnWhat, Who
from shop.catalogue.importing.cells import money, percent, text, whole, yes
from shop.catalogue.importing.reader import Row
from shop.london import iso
from shop.offer.models import ConditionalOffer
from shop.spreadsheets.cells import BadCell, day
from shop.voucher.models import Voucher

CELLS: Final[dict[str, Callable[[str], object]]] = {
    "code": text,
    "percent": percent,
    "amount": money,
    "from": day,
    "until": day,
    "uses": whole,
    "once_each": yes,
    "minimum": money,
    "name": text,
}
# Our column for each field of the form.
COLUMN_OF: Final = {
    "per_cent": "percent",
    "since": "from",
    "in_all": "uses",
    "gives": "percent",
}


class CodeRow(Row):
    """Found by its code, where a row of products is found by its SKU."""

    @property
    def sku(self) -> str:
        return self.cells.get("code", "")


def values_of(row: Row) -> dict[str, object]:
    """The cells as values; what can’t be read is a problem of the row."""
    values: dict[str, object] = {}
    for column, cell in row.cells.items():
        try:
            values[column] = CELLS[column](cell)
        except BadCell as problem:
            row.complain(column, str(problem))
    return values


def form_of(row: Row) -> OfferForm | None:
    """The form of the offer that the row asks for; None where it has problems, which are on the row."""
    values = values_of(row)
    if bool(values.get("percent")) == bool(values.get("amount")) and not row.problems:
        row.complain("percent", "Give either a percentage or an amount.")
    if row.problems:
        return None
    form = OfferForm(_posted(values))  # type: ignore[arg-type]  # it reads from any mapping
    for name, problems in form.errors.items():
        row.complain(COLUMN_OF.get(name, name), " ".join(map(str, problems)))
    return None if row.problems else form


def _posted(values: dict[str, object]) -> dict[str, object]:
    """As the form’s page would send it."""
    since = values.get("from") or timezone.localdate()
    return {
        "gives": Gives.PER_CENT if values.get("percent") else Gives.POUNDS,
        "per_cent": values.get("percent"),
        "amount": values.get("amount"),
        "who": Who.CODE,
        "on": OnWhat.EVERYTHING,
        "code": values.get("code", ""),
        "since": since,
        "until": values.get("until"),
        "in_all": values.get("uses"),
        "once_each": values.get("once_each", False),
        "minimum": values.get("minimum"),
        "name": values.get("name", ""),
    }


def says_the_same(row: Row, voucher: Voucher) -> bool:
    """Whether the code exists with the terms of the row; cells that the file leaves out don’t count."""
    offers = with_state(ConditionalOffer.objects.filter(vouchers=voucher))
    if offers.count() != 1:
        return False
    now = initial_of(offers.get())
    there = {
        "code": now["code"],
        "percent": now["per_cent"],
        "amount": now["amount"],
        "from": now["since"] and iso(now["since"])[:10],
        "until": now["until"] and iso(now["until"])[:10],
        "uses": now["in_all"],
        "once_each": now["once_each"],
        "minimum": now["minimum"],
        "name": now["name"],
    }
    asked = {column: _plain(value) for column, value in values_of(row).items()}
    return all(there[column] == value for column, value in asked.items() if value not in ("", None))


def _plain(value: object) -> object:
    from datetime import date

    return iso(value) if isinstance(value, date) else value
