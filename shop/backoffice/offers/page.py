"""`/office/offers/<pk>/`: what an offer gives, what it has cost, and what may be done with it."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.offers.example import example_of_offer
from shop.backoffice.offers.listing import gives_words
from shop.backoffice.offers.reading import about, who_gets
from shop.backoffice.offers.services import orders_of
from shop.backoffice.offers.states import State, standing, state_of, state_words, with_state
from shop.offer.models import ConditionalOffer
from shop.spreadsheets.writer import csv_stream
from shop.voucher.models import Voucher

SHOWN = 20  # orders on the page; the list of orders has them all


def found(pk: int) -> ConditionalOffer:
    """The offer with its state; 404 without one."""
    rows = ConditionalOffer.objects.select_related("condition__range", "benefit__range")
    offer: ConditionalOffer = get_object_or_404(with_state(rows), pk=pk)
    return offer


@require_safe
def offer_page(request: SignedInRequest, pk: int) -> HttpResponse:
    """The page."""
    offer = found(pk)
    state, orders = state_of(offer), orders_of(offer)
    codes = Voucher.objects.filter(offers=offer)
    context: dict[str, Any] = {
        "offer": offer,
        "state": state_words(offer),
        "gives": gives_words(offer),
        "about": about(offer),
        "who": who_gets(offer),
        "once_each": codes.filter(usage=Voucher.ONCE_PER_CUSTOMER).exists(),
        "used_codes": codes.filter(num_orders__gt=0).count() if standing(offer).codes > 1 else 0,
        "orders": orders[:SHOWN],
        "more_orders": max(len(orders) - SHOWN, 0),
        "is_planned": state == State.PLANNED,
        "can_delete": state != State.RUNNING and not orders,
        "can_stop": state in (State.RUNNING, State.PLANNED),
        "example": example_of_offer(offer),
    }
    return render(request, "backoffice/offers/offer.html", context)


@require_safe
def codes_file(request: SignedInRequest, pk: int) -> HttpResponseBase:
    """`codes.csv`: the codes of an offer, and which of them were used with which order."""
    offer = found(pk)
    return csv_stream(filename=f"codes-{offer.slug}.csv", rows=_rows(offer))


def _rows(offer: ConditionalOffer) -> Iterator[tuple[object, ...]]:
    yield ("Code", "Used", "Order", "From", "Until")
    codes = Voucher.objects.filter(offers=offer).prefetch_related("applications__order").order_by("pk")
    for code in codes.iterator(chunk_size=500):
        orders = [use.order.number for use in code.applications.all()]
        dates = (code.start_datetime, code.end_datetime)
        yield (code.code, bool(orders), ", ".join(orders), *dates)
