"""`/office/shop-settings/header/`: the shop's name, and the menu at the top of each page."""

from typing import Final

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.settings.header_form import HeaderForm
from shop.backoffice.settings.versioned_screen import VersionedScreen, change_of
from shop.trader.header import change_header, stored_header

SCREEN: Final = VersionedScreen(
    name="header",
    form=HeaderForm,
    stored=stored_header,
    change=change_of(change_header),
    shown=lambda row: {"now": row},
    saved=lambda row: f"Saved. Every page and email is of {row.name} from now on.",
)


@require_safe
def header(request: SignedInRequest) -> HttpResponse:
    """The page."""
    return SCREEN.page(request)


@require_POST
def save(request: SignedInRequest) -> HttpResponse:
    """`save/`: from now on."""
    return SCREEN.save(request)
