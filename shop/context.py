"""What every template may know. Reads settings only: public pages are the same for everyone."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest


def storefront(request: HttpRequest) -> dict[str, Any]:
    """The shop's name and identity, and whether its payments are real."""
    return {
        "shop_name": settings.SHOP_NAME,
        "shop_tagline": settings.SHOP_TAGLINE,
        "shop_url": settings.SHOP_URL,
        "trader": settings.TRADER,
        "vat_registered": settings.VAT_REGISTERED,
        "payments": settings.PAYMENTS,
        "demo": settings.DEMO,
    }
