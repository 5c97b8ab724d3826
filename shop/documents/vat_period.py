"""The VAT of a period, from its documents: what was sold, less what credit notes took off."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet

from shop.documents.models import Document
from shop.documents.rules import CONTRIBUTION, DELIVERY, GOODS, REDUCTION, Amounts

# Pence by rate and kind of line: goods, delivery, what credit notes took off, and contributions.
type Sums = defaultdict[str, defaultdict[str, Amounts]]


@dataclass
class VatPeriod:
    """A period's sums; both days belong to it."""

    first: date
    last: date
    sums: Sums = field(default_factory=lambda: defaultdict(lambda: defaultdict(Amounts)))
    documents: int = 0

    @property
    def rates(self) -> list[str]:
        """The rates that occur, the highest first."""
        return sorted(self.sums, key=Decimal, reverse=True)

    def of_rate(self, rate: str) -> Amounts:
        """All kinds of line together."""
        kinds = (GOODS, DELIVERY, REDUCTION, CONTRIBUTION)
        return sum((self.sums[rate][kind] for kind in kinds), Amounts())

    @property
    def total(self) -> Amounts:
        """Box 1 of the return is its VAT, box 6 its net."""
        return sum((self.of_rate(rate) for rate in self.rates), Amounts())


def documents_of(first: date, last: date, *, simulated: bool = False) -> QuerySet[Document]:
    """What belongs to a period: documents of its days, of times with a VAT registration.

    Real ones, as a return has them, or simulated ones, to look at; never both.
    """
    rows = Document.objects.with_vat_day().filter(vat_day__range=(first, last), is_simulated=simulated)
    return rows.filter(snapshot__shows_vat=True)


def vat_of(first: date, last: date, *, simulated: bool = False) -> VatPeriod:
    """The sums of a period. A document's lines are added up as they were issued, never worked out anew."""
    period = VatPeriod(first, last)
    for document in documents_of(first, last, simulated=simulated).order_by("pk").iterator(chunk_size=500):
        period.documents += 1
        for line in document.lines:
            period.sums[line.rate][line.kind] += line.amounts
    return period


def quarter_of(day: date) -> tuple[date, date]:
    """The first and last day of the calendar quarter."""
    month = (day.month - 1) // 3 * 3 + 1
    first = date(day.year, month, 1)
    following = date(day.year + month // 10, (month + 3) % 12, 1)
    return first, date.fromordinal(following.toordinal() - 1)
