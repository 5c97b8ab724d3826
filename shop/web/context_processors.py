"""Template context from the settings and from what the office sets.

Nothing of the visitor: public pages are the same for everyone.
"""

from dataclasses import asdict
from typing import Any

from django.conf import settings
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.text import get_text_list

from shop.public_text import PublicText
from shop.signals import collect_public_texts
from shop.trader.details import trader
from shop.trader.header import shop_name
from shop.trader.identity import Trader
from shop.trader.vat import vat_registered

NOT_TEXTS = ("shop_url", "payments")  # a URL and the name of a mode


def storefront(request: HttpRequest) -> dict[str, Any]:
    """The shop's name and identity, and whether its payments are real."""
    return {
        "shop_name": shop_name(),
        "shop_tagline": settings.SHOP_TAGLINE,
        "shop_url": settings.SHOP_URL,
        "trader": trader(),
        "vat_registered": vat_registered(),
        "payments": settings.PAYMENTS,
        "card_brands": get_text_list(settings.CARD_BRANDS, "and"),
        "demo": settings.DEMO,
    }


@receiver(collect_public_texts, dispatch_uid="settings.texts")
def texts_of_settings(**_: object) -> list[PublicText]:
    """Every text of the settings that shoppers see, for the claims check."""
    shown = storefront(HttpRequest())
    return [text for name in shown if name not in NOT_TEXTS for text in _texts(name, shown[name])]


def _texts(name: str, value: object) -> list[PublicText]:
    if isinstance(value, Trader):
        return [text for key, part in asdict(value).items() for text in _texts(f"{name}.{key}", part)]
    return [PublicText(name, value)] if isinstance(value, str) and value else []
