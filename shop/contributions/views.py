"""`/support/`: the page on which a reader gives money for the guides; 404 while the shop takes none."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from shop.checkout import unpaid_orders
from shop.checkout.client_keys import client_keys
from shop.checkout.reservation_rules import TooManyUnpaid
from shop.contributions.forms import ContributionForm
from shop.contributions.services import contribute
from shop.order.tokens import PAY, token_for
from shop.trader.contributing import open_contributions
from shop.trader.contribution_settings import ContributionSettings
from shop.web.client_ip import client_network
from shop.web.rate_limits import RateLimited, consume

MOST_OF_A_NETWORK, MINUTES = 10, 60
UNPAID = (
    "Two payments that you began are still open. Pay one of them, or wait half an hour. Nothing was charged."
)
AWAY = "We can’t take payments just now. Nothing was charged."


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def support(request: HttpRequest) -> HttpResponse:
    """Amount and email, then on to the payment page of every order."""
    terms = open_contributions()
    if terms is None:
        raise Http404
    form = ContributionForm(request.POST if request.method == "POST" else None, pounds=terms.pounds)
    if not form.is_valid():
        return _page(request, form, terms, status=422 if form.errors else 200)
    if settings.PAYMENTS == "off":
        return _page(request, form, terms, status=503, problem=AWAY)
    return _placed(request, form, terms)


def _placed(request: HttpRequest, form: ContributionForm, terms: ContributionSettings) -> HttpResponse:
    given = form.cleaned_data
    try:
        consume("contribution", client_network(request), most=MOST_OF_A_NETWORK, minutes=MINUTES)
        order = contribute(
            pence=form.pence,
            email=given["email"],
            key=given["key"],
            terms=terms,
            visitor=client_keys(request),
        )
    except TooManyUnpaid:
        return _page(request, form, terms, status=429, problem=UNPAID)
    except RateLimited as problem:
        return _page(request, form, terms, status=429, problem=str(problem))
    unpaid_orders.remember(request, order)  # begins the session by which refused cards are counted
    return redirect("checkout:pay", token=token_for(order, PAY))


def _page(
    request: HttpRequest,
    form: ContributionForm,
    terms: ContributionSettings,
    *,
    status: int,
    problem: str = "",
) -> HttpResponse:
    context = {"form": form, "terms": terms, "problem": problem}
    return render(request, "contributions/support.html", context, status=status)
