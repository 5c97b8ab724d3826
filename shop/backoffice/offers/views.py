"""Making, changing, stopping and deleting offers. shop.backoffice.gate asks for the right."""

from django.contrib import messages
from django.db import IntegrityError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse, reverse_lazy
from django.views.decorators.http import require_http_methods, require_POST

from shop.accounts.requests import SignedInRequest
from shop.backoffice.offers import services
from shop.backoffice.offers.example import Example, example_of_terms
from shop.backoffice.offers.forms import LimitsForm, OfferForm
from shop.backoffice.offers.listing import NAMESPACE, offer_url
from shop.backoffice.offers.page import found
from shop.backoffice.offers.reading import gives_of
from shop.backoffice.offers.states import State, state_of
from shop.backoffice.offers.terms import Who
from shop.backoffice.posted import posted
from shop.offer.models import ConditionalOffer

RIVAL = "Somebody has just taken this code or this name. Choose another one."
PREVIEW = reverse_lazy(f"{NAMESPACE}:preview")


@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """`new/`: at first 10% off everything with a code, from today."""
    asked = request.GET.get("who", "")
    form = OfferForm(posted(request), initial={"who": asked} if asked in Who.values else None)
    if request.method == "POST" and form.is_valid():
        try:
            offer = services.make_offer(form.terms())
        except IntegrityError:
            form.add_error("code", RIVAL)
        else:
            messages.success(request, f"“{offer.name}” is made.")
            return redirect(offer_url(offer))
    return _form(request, form)


@require_POST
def preview(request: SignedInRequest, pk: int = 0) -> HttpResponse:
    """`preview/`: the form again, with an example basket; nothing is saved."""
    offer = found(pk) if pk else None
    form = OfferForm(request.POST, offer=offer)
    example = example_of_terms(form.terms()) if form.is_valid() else None
    return _form(request, form, offer=offer, example=example)


@require_http_methods(["GET", "POST"])
def change(request: SignedInRequest, pk: int) -> HttpResponse:
    """`change/`: a planned offer as a whole; of one that has begun its end and limit."""
    offer = found(pk)
    is_whole = state_of(offer) == State.PLANNED and gives_of(offer) is not None
    form = OfferForm(posted(request), offer=offer) if is_whole else LimitsForm(posted(request), offer=offer)
    if request.method == "POST" and form.is_valid():
        try:
            _save(form, offer)
        except services.CannotChange as problem:
            form.add_error(None if isinstance(form, OfferForm) else "in_all", str(problem))
        except IntegrityError:
            form.add_error(None, RIVAL)
        else:
            messages.success(request, "It is saved, and holds in baskets at once.")
            return redirect(offer_url(offer))
    return _form(request, form, offer=offer)


def _save(form: LimitsForm, offer: ConditionalOffer) -> None:
    if isinstance(form, OfferForm):
        services.change_offer(offer=offer, terms=form.terms())
    else:
        services.change_limits(offer=offer, limits=form.limits())


@require_POST
def stop(request: SignedInRequest, pk: int) -> HttpResponse:
    """`stop/`"""
    offer = found(pk)
    services.stop(offer=offer)
    messages.success(request, f"“{offer.name}” is stopped. Baskets lose it at once.")
    return redirect(offer_url(offer))


@require_POST
def resume(request: SignedInRequest, pk: int) -> HttpResponse:
    """`resume/`"""
    offer = found(pk)
    services.resume(offer=offer)
    messages.success(request, f"“{offer.name}” goes on.")
    return redirect(offer_url(offer))


@require_POST
def delete(request: SignedInRequest, pk: int) -> HttpResponse:
    """`delete/`: refused once an order has used it."""
    offer = found(pk)
    try:
        services.delete_offer(offer=offer)
    except services.CannotChange as problem:
        messages.error(request, str(problem))
        return redirect(offer_url(offer))
    messages.success(request, f"“{offer.name}” is deleted.")
    return redirect(f"{NAMESPACE}:index")


def _form(
    request: SignedInRequest,
    form: LimitsForm,
    *,
    offer: ConditionalOffer | None = None,
    example: Example | None = None,
) -> HttpResponse:
    context: dict[str, object] = {
        "form": form,
        "offer": offer,
        "example": example,
        "is_whole": isinstance(form, OfferForm),
    }
    preview_url = reverse(f"{NAMESPACE}:preview_change", args=[offer.pk]) if offer else PREVIEW
    context["try_url"] = f"{preview_url}#example"
    status = 422 if form.errors else 200
    return render(request, "backoffice/offers/form.html", context, status=status)
