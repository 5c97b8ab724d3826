"""System checks of the data behind delivery dates."""

from django.core.checks import CheckMessage, Warning, register

from shop.shipping.bank_holidays import HOLIDAYS_KNOWN_UNTIL
from shop.shipping.dates import now


@register()
def bank_holidays_are_known(**kwargs: object) -> list[CheckMessage]:
    """Warn from October of the last known year, while there is time to install a newer list."""
    today = now()
    if (today.year, today.month) < (HOLIDAYS_KNOWN_UNTIL, 10):
        return []
    return [
        Warning(
            f"The published bank holidays are known until {HOLIDAYS_KNOWN_UNTIL}; later ones are calculated, "
            "without one-off holidays.",
            hint="Upgrade the shop. Its makers raise HOLIDAYS_KNOWN_UNTIL in shop/shipping/bank_holidays.py.",
            id="shop.shipping.W001",
        )
    ]
