"""The page of cards, as the list itself and the tracking file's preview show it."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render

from shop.accounts.requests import SignedInRequest
from shop.backoffice.gate import may_open
from shop.backoffice.packing.cards import PAGE_SIZE, PackingPage
from shop.backoffice.packing.queue import held_orders, on_hold
from shop.backoffice.packing.royal_mail import problems_of
from shop.backoffice.packing.tracking_file import Matches

LIFT = "office_packing:lift"


def show(
    request: SignedInRequest,
    found: PackingPage,
    *,
    problems: dict[str, str] | None = None,
    matches: Matches | None = None,
    status: int = 200,
) -> HttpResponse:
    """`problems` are orders without a card that couldn't be sent; `matches` is what a tracking file said."""
    held = Paginator(held_orders(), PAGE_SIZE).get_page(request.GET.get("held"))
    context = {
        "cards": found.cards,
        "page_obj": found.page,
        "ticked": sum(card.form.is_ticked for card in found.cards),
        "problems": problems or {},
        "failed": [card for card in found.cards if card.problem],
        "royal_mail": _royal_mail(found),
        "matches": matches,
        "held_page": held,
        "held": on_hold(list(held), reader=request.user),
        "may_lift": may_open(request.user, LIFT),
    }
    return render(request, "backoffice/packing/pack.html", context, status=status)


def _royal_mail(found: PackingPage) -> str:
    """The name of the file's address, or of the screen where something is missing for it."""
    asks = problems_of([card.order for card in found.cards])
    return "office_packing:royal-mail" if asks else "office_packing:royal-mail-file"
