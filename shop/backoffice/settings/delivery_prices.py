"""`/office/shop-settings/delivery-prices/`: all delivery prices in one table, one form, one button."""

from decimal import Decimal
from typing import Final

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.gate import may_open
from shop.backoffice.settings.delivery_prices_form import PromisedForm, RateForm
from shop.backoffice.settings.seen_form import lock_settings
from shop.shipping import services
from shop.shipping.methods import NAMES, stored_threshold
from shop.shipping.models import DeliveryRate

HERE, SAVE = "office_settings:delivery_prices", "office_settings:change_delivery_prices"
ORDER: Final = {"standard": 0, "express": 1}


@require_safe
def prices(request: SignedInRequest) -> HttpResponse:
    """The table."""
    return _show(request, *_forms(None))


def _forms(data: QueryDict | None) -> tuple[PromisedForm, list[RateForm]]:
    rates = sorted(
        DeliveryRate.objects.all(), key=lambda rate: (ORDER[rate.method_code], rate.price, rate.zone_name)
    )
    promised = next((rate.price for rate in rates if services.is_promised(rate)), Decimal("0.00"))
    return PromisedForm(promised, data), [RateForm(rate, data) for rate in rates]


def _show(
    request: SignedInRequest, promised: PromisedForm, rows: list[RateForm], status: int = 200
) -> HttpResponse:
    context = {
        "promised": promised,
        "rows": rows,
        "methods": NAMES,
        "rule": stored_threshold(),
        "may_save": may_open(request.user, SAVE),
        "is_refused": status == 422,
    }
    return render(request, "backoffice/settings/delivery_prices.html", context, status=status)


@require_POST
@transaction.atomic
def save(request: SignedInRequest) -> HttpResponse:
    """`save/`: all that was changed, or nothing while one field is wrong. One colleague after the other."""
    lock_settings()
    promised, rows = _forms(request.POST)
    refused = [form for form in (promised, *rows) if not form.is_valid()]  # all are asked, for their errors
    if refused:
        return _show(request, promised, rows, status=422)
    price = promised.cleaned_data["price"] if promised.has_changed() else None
    changes = [(row.rate, row.changes) for row in rows if row.has_changed()]
    changed = services.change_rates(changes=changes, uk_price=price)
    messages.success(request, _saved(changed))
    return redirect(HERE)


def _saved(changed: int) -> str:
    if not changed:
        return "Nothing was changed."
    return f"{changed} delivery price{'s'[: changed != 1]} saved. Pages and baskets follow at once."
