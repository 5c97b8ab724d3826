"""The delivery prices a new shop starts with; staff change them in the dashboard."""

from decimal import Decimal

from django.db import transaction

from shop.shipping import zones
from shop.shipping.models import DeliveryRate

STANDARD, EXPRESS = "standard", "express"
UK = (Decimal("3.95"), 2, 3), (Decimal("6.95"), 1, 2)
ISLANDS = (Decimal("3.95"), 3, 5), (Decimal("6.95"), 2, 3)
CROWN = (Decimal("6.50"), 3, 5), (Decimal("9.50"), 2, 4)
FAR = {
    "SHETLAND",
    "ORKNEY",
    "WESTERN_ISLES",
    "SCILLY",
    "NI",
    "SKYE_SMALL_ISLES",
    "ARGYLL_ISLES",
    "CLYDE_ISLES",
}


def _prices(zone: str) -> tuple[tuple[Decimal, int, int], ...]:
    if zone in {"IM", "JE", "GY"}:
        return CROWN
    if zone == "BFPO":  # Royal Mail carries BFPO in its own time and offers no express
        return ((Decimal("3.95"), 5, 10),)
    return ISLANDS if zone in FAR else UK


@transaction.atomic
def load_default_rates() -> int:
    """Add the rates that are missing and keep those staff have changed; returns how many were added."""
    added = 0
    for zone in zones.NAMES:
        for code, (price, first, last) in zip((STANDARD, EXPRESS), _prices(zone), strict=False):
            _, created = DeliveryRate.objects.get_or_create(
                method_code=code, zone=zone, defaults={"price": price, "min_days": first, "max_days": last}
            )
            added += created
    return added
