"""Whether the trader is registered for VAT on a day, and which rates were changed.

The office's statements count; `VAT_REGISTERED` of the environment is what counts before the first one. This
module alone reads it.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.conf import settings
from django.utils import timezone

from shop.caching.site_version import site
from shop.caching.version import LocalCache
from shop.trader.models import VatRate, VatRegistration
from shop.trader.vat_schedule import Span, Statements, says_on, spans


@dataclass(frozen=True)
class Stated:
    """All statements, the oldest first; rates by tax code."""

    registrations: Statements[bool]
    rates: dict[str, list[tuple[date, Decimal]]]


_stated: LocalCache[str, Stated] = LocalCache(most=1, seconds=60)


def _now() -> Stated:
    """A change is seen as soon as the site's version changes."""
    return _stated.get("now", state=site.current(), make=stored)


def stored() -> Stated:
    """As they stand in the database."""
    rates: dict[str, list[tuple[date, Decimal]]] = defaultdict(list)
    for code, since, rate in VatRate.objects.order_by("pk").values_list("tax_code", "since", "rate"):
        rates[code].append((since, rate))
    registrations = VatRegistration.objects.order_by("pk").values_list("since", "registered")
    return Stated(tuple(registrations), dict(rates))


def registered_on(day: date) -> bool:
    """Whether sales of this day have VAT."""
    return says_on(_now().registrations, day, first=settings.VAT_REGISTERED)


def vat_registered() -> bool:
    """Whether sales of today have VAT."""
    return registered_on(timezone.localdate())


def stored_registered_on(day: date) -> bool:
    """The same as it stands in the database, for whoever is about to change it."""
    return says_on(stored().registrations, day, first=settings.VAT_REGISTERED)


def registrations() -> list[Span[bool]]:
    """Since when the trader is registered or not, from the database."""
    return spans(stored().registrations, first=settings.VAT_REGISTERED)


def will_be_registered() -> bool:
    """Whether the trader is registered today or will be."""
    today = timezone.localdate()
    coming = (span.says for span in registrations() if span.since and span.since > today)
    return any([stored_registered_on(today), *coming])


def rate_changes(tax_code: str, *, first: Decimal) -> list[Span[Decimal]]:
    """Since when this rate is what it is, from the database; `first` is what it was before."""
    return spans(stored().rates.get(tax_code, []), first=first)


def changed_rate_on(tax_code: str, day: date) -> Decimal | None:
    """The rate that the office has stated for this day; None where it never did."""
    return says_on([*_now().rates.get(tax_code, ())], day, first=None)
