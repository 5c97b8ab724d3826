"""`/office/shop-settings/footer/`: the links at the foot of each page."""

from typing import Final

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.settings.footer_form import FooterForm
from shop.backoffice.settings.versioned_screen import VersionedScreen, change_of
from shop.trader.footer import change_footer, columns_of, stored_footer

SCREEN: Final = VersionedScreen(
    name="footer",
    form=FooterForm,
    stored=stored_footer,
    change=change_of(change_footer),
    shown=lambda row: {"columns": columns_of(row)},
    saved=lambda _: "Saved. Every page has these links from now on.",
)


@require_safe
def footer(request: SignedInRequest) -> HttpResponse:
    """The page."""
    return SCREEN.page(request)


@require_POST
def save(request: SignedInRequest) -> HttpResponse:
    """`save/`: from now on."""
    return SCREEN.save(request)
