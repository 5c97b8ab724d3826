"""`/office/shop-settings/free-delivery/`: the rule, tried on past orders before it goes live."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.gate import may_open
from shop.backoffice.settings.free_delivery_form import ChangeForm, RuleForm, typed
from shop.backoffice.settings.past_orders import past_orders
from shop.shipping import services
from shop.shipping.methods import stored_threshold
from shop.shipping.replay import JUST_BELOW, Outcome, by_place, outcome
from shop.shipping.threshold import Threshold

HERE: Final = "office_settings:free_delivery"


@require_safe
def free_delivery(request: SignedInRequest) -> HttpResponse:
    """The page; with an amount in the address, what that rule would have done."""
    form = RuleForm(request.GET if "amount" in request.GET else None, initial=typed(stored_threshold()))
    context: dict[str, Any] = _tried(form.rule) if form.is_bound and form.is_valid() else {}
    return _show(request, form, status=422 if form.errors else 200, **context)


def _show(request: SignedInRequest, form: RuleForm, status: int, **more: object) -> HttpResponse:
    now = stored_threshold()
    context = {
        "form": form,
        "now": now,
        "seen": now.promise,
        "may_change": may_open(request.user, "office_settings:change_free_delivery"),
    }
    return render(request, "backoffice/settings/free_delivery.html", context | more, status=status)


@dataclass(frozen=True)
class Sum:
    """The outcome of all orders, and whether it costs or brings in."""

    all: Outcome
    present: Outcome

    @property
    def words(self) -> str:
        """“£120.00 less for delivery” as a sentence's end."""
        cost = self.all.cost - self.present.cost
        if not cost:
            return "exactly as much for delivery as with the present rule"
        return f"£{abs(cost):.2f} {'less' if cost > 0 else 'more'} for delivery than with the present rule"


def _tried(rule: Threshold) -> dict[str, Any]:
    """All figures of the page, from one reading of the orders."""
    orders = past_orders()
    total = Sum(outcome("All", orders, rule), outcome("All", orders, stored_threshold()))
    return {
        "rule": rule,
        "sum": total,
        "places": by_place(orders, rule),
        "just_below": JUST_BELOW,
        "wordings": _wordings(rule),
        "is_same": rule == stored_threshold(),
        "new": typed(rule),
    }


def _wordings(rule: Threshold) -> list[tuple[str, str]]:
    """What shoppers will read, and where."""
    short = max(rule.amount - Decimal("5.00"), Decimal("0.01"))
    return [
        ("On every page", rule.promise),
        ("Beside prices", f"free {rule.condition}"),
        (f"Basket of £{short:.2f}", rule.progress(short)),
        (f"Basket of £{rule.amount:.2f}", rule.progress(rule.amount)),
    ]


@require_POST
def change(request: SignedInRequest) -> HttpResponse:
    """`change/`: set the rule that was tried."""
    form = ChangeForm(request.POST)
    if not form.is_valid():
        return _show(request, form, status=422)
    try:
        services.change_free_delivery(rule=form.rule, seen=form.cleaned_data["seen"])
    except services.RuleHasChanged as faster:
        form.add_error(
            None, f"A colleague has changed it meanwhile: “{faster.now.promise}”. Try yours again."
        )
        return _show(request, form, status=422)
    messages.success(request, f"Every page says now: {form.rule.promise}.")
    return redirect(HERE)
