"""`/office/shop-settings/dispatch/`: cut-off and closures. shop.backoffice.gate asks for the right."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.gate import may_open
from shop.backoffice.settings.dispatch_forms import ClosureForm, CutOffForm
from shop.backoffice.settings.promises import bank_holidays_from, promises_now
from shop.backoffice.settings.seen_form import save_unless_changed
from shop.shipping.hours import closures_from
from shop.shipping.models import Closure, DispatchHours

HERE = "office_settings:dispatch"


@require_safe
def dispatch(request: SignedInRequest) -> HttpResponse:
    """The page."""
    return _show(request)


def _show(request: SignedInRequest, **bound: object) -> HttpResponse:
    today = timezone.localdate()
    context: dict[str, Any] = {
        "promises": promises_now(),
        "closures": closures_from(today),
        "holidays": bank_holidays_from(today),
        "cut_off_form": CutOffForm(instance=_hours()),
        "closure_form": ClosureForm(),
        "may_change": may_open(request.user, "office_settings:change_cut_off"),
    }
    return render(request, "backoffice/settings/dispatch.html", context | bound, status=422 if bound else 200)


def _hours() -> DispatchHours:
    return DispatchHours.objects.first() or DispatchHours()


@require_POST
def change_cut_off(request: SignedInRequest) -> HttpResponse:
    """`cut-off/`"""
    form = CutOffForm(request.POST, instance=_hours())
    if not (form.is_valid() and save_unless_changed(form, now=DispatchHours.objects.first)):
        return _show(request, cut_off_form=form)
    messages.success(request, f"{form.instance} leave on the same working day. {_promise()}")
    return redirect(HERE)


@require_POST
def close(request: SignedInRequest) -> HttpResponse:
    """`close/`: add a closure."""
    form = ClosureForm(request.POST)
    if not form.is_valid():
        return _show(request, closure_form=form)
    messages.success(request, f"{form.save()}. {_promise()}")
    return redirect(HERE)


@require_POST
def open_again(request: SignedInRequest, pk: int) -> HttpResponse:
    """`<pk>/open/`: take a closure away."""
    closure = get_object_or_404(Closure, pk=pk)
    name = str(closure)
    closure.delete()
    messages.success(request, f"Taken away: {name.lower()}. {_promise()}")
    return redirect(HERE)


def _promise() -> str:
    first, *_ = promises_now()
    return f"A buyer who orders now is promised {first.standard} on the UK mainland."
