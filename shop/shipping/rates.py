"""Initial delivery prices of a new shop; staff change them in the office."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any, Protocol

STANDARD, EXPRESS = "standard", "express"

Row = tuple[str, Decimal, int, int]  # method, price with VAT, first and last working day

UK: list[Row] = [(STANDARD, Decimal("3.95"), 2, 3), (EXPRESS, Decimal("6.95"), 1, 2)]
# The same price as the mainland, or “free UK delivery” would not be true there; slower, though.
FAR: list[Row] = [(STANDARD, Decimal("3.95"), 3, 5), (EXPRESS, Decimal("6.95"), 2, 3)]
CROWN: list[Row] = [(STANDARD, Decimal("6.50"), 3, 5), (EXPRESS, Decimal("9.50"), 2, 4)]
# Royal Mail offers no express service for forces' mail, and it is slower.
FORCES: list[Row] = [(STANDARD, Decimal("3.95"), 5, 10)]
BY_ZONE = {
    "GB_MAINLAND": UK,
    "HIGHLAND": UK,
    "GRAMPIAN_FRINGE": UK,
    "CENTRAL_FRINGE": UK,
    "IOW": UK,
    "NI": FAR,
    "SCILLY": FAR,
    "SHETLAND": FAR,
    "ORKNEY": FAR,
    "WESTERN_ISLES": FAR,
    "SKYE_SMALL_ISLES": FAR,
    "ARGYLL_ISLES": FAR,
    "CLYDE_ISLES": FAR,
    "BFPO": FORCES,
    "IM": CROWN,
    "JE": CROWN,
    "GY": CROWN,
}


def _rows() -> Iterator[tuple[str, Row]]:
    for zone, rows in BY_ZONE.items():
        yield from ((zone, row) for row in rows)


class RateTable(Protocol):
    """The DeliveryRate manager, in the shop or in a migration."""

    def get_or_create(self, *, defaults: dict[str, Any], **lookup: str) -> tuple[Any, bool]: ...


def add_missing_rates(rates: RateTable) -> int:
    """Add the missing rows to `rates` (the DeliveryRate manager) and return how many; existing rows stay."""
    added = 0
    for zone, (code, price, first, last) in _rows():
        _, created = rates.get_or_create(
            method_code=code, zone=zone, defaults={"price": price, "min_days": first, "max_days": last}
        )
        added += created
    return added
