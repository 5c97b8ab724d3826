"""`/office/shop-settings/brand/`: colours and logo."""

from typing import Final

from django.http import HttpResponse
from django.views.decorators.http import require_POST, require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.settings.brand_form import BrandForm
from shop.backoffice.settings.versioned_screen import VersionedScreen
from shop.trader.appearance import Brand
from shop.trader.brand import change_brand, stored_brand


def _change(form: BrandForm, by_id: int) -> Brand:
    return change_brand(
        light=form.light,
        dark=form.dark,
        logo=form.chosen_logo,
        by_id=by_id,
        seen=form.cleaned_data["seen"],
    )


SCREEN: Final = VersionedScreen(
    name="brand",
    form=BrandForm,
    stored=stored_brand,
    change=_change,
    shown=lambda row: {"now": row},
    saved=lambda _: "Saved. Pages and emails have these colours and this logo from now on.",
)


@require_safe
def brand(request: SignedInRequest) -> HttpResponse:
    """The page."""
    return SCREEN.page(request)


@require_POST
def save(request: SignedInRequest) -> HttpResponse:
    """`save/`: from now on."""
    return SCREEN.save(request)
