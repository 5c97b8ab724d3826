"""`/office/packing/…`: pack and send."""

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.views.decorators.http import require_http_methods, require_POST

from shop.accounts.requests import SignedInRequest
from shop.backoffice.packing.cards import PackingPage, packing_page
from shop.backoffice.packing.page import show
from shop.backoffice.packing.send import Outcome, send_ticked
from shop.order.holding import CannotHold, lift_hold, report_missing, take_back_hold
from shop.order.models import Line, Order

PACK = "office_packing:pack"


@require_http_methods(["GET", "POST"])
def pack(request: SignedInRequest) -> HttpResponse:
    """All parcels to pack on one page; one form sends those that are ticked."""
    if request.method == "POST":
        return _send(request)
    return show(request, packing_page(request.GET.get("page")))


def _send(request: SignedInRequest) -> HttpResponse:
    data, number = _ticked(request.POST), request.GET.get("page")
    found = packing_page(number, data)
    if "check" in data:
        return show(request, found, status=422)
    others = _others(data, found)
    outcome = send_ticked(cards=found.cards, others=others, by=request.user)
    _tell(request, outcome)
    if not outcome.problems and (outcome.sent or outcome.again):
        return redirect(request.get_full_path())
    found = packing_page(number, data)
    for card in found.cards:
        card.problem = outcome.problems.pop(card.order.number, "")
    return show(request, found, problems=outcome.problems, status=422)


def _ticked(data: QueryDict) -> QueryDict:
    """What was typed. Enter in a field posts `check` where no script runs: a typed number ticks its card."""
    if "check" not in data:
        return data
    data = data.copy()
    for name in [name for name, value in data.items() if name.endswith("-tracking_number") and value]:
        data[name.replace("tracking_number", "send")] = "on"
    return data


def _others(data: QueryDict, found: PackingPage) -> list[Order]:
    """Orders that are ticked and not on the page: sent, cancelled or put on hold meanwhile."""
    names = (name.removeprefix("o").removesuffix("-send") for name in data if name.endswith("-send"))
    keys = {int(name) for name in names if name.isascii() and name.isdigit() and len(name) < 18}
    return list(Order.objects.filter(pk__in=keys - {card.order.pk for card in found.cards}).order_by("pk"))


def _tell(request: SignedInRequest, outcome: Outcome) -> None:
    if outcome.sent:
        emailed = "We’ve emailed the buyer" if len(outcome.sent) == 1 else "We’ve emailed the buyers"
        orders = format_html_join(", ", '<a href="{}">{}</a>', _linked(outcome.sent))
        messages.success(request, format_html("{} sent: {}. {}.", len(outcome.sent), orders, emailed))
    if outcome.again:
        messages.info(request, f"You had sent {', '.join(outcome.again)} already. Nothing was sent twice.")
    if not (outcome.sent or outcome.again or outcome.problems):
        messages.warning(request, "Nothing was ticked. Tick the parcels that are packed.")


def _linked(numbers: list[str]) -> list[tuple[str, str]]:
    """The address and the number of each order: a slip is put right on the order's page."""
    return [(reverse("office_orders:order", args=[number]), number) for number in numbers]


@require_POST
def lift(request: SignedInRequest, number: str) -> HttpResponse:
    """`<number>/lift/`: send an order although its buyer cancelled or a colleague holds it, with a reason."""
    order = get_object_or_404(Order, number=number)
    try:
        lift_hold(order=order, reason=request.POST.get("reason", ""), by=request.user)
        messages.success(request, f"{order.number} may be sent. The reason is noted on the order.")
    except CannotHold as problem:
        messages.error(request, str(problem))
    return redirect(PACK)


@require_POST
def take_back(request: SignedInRequest, number: str) -> HttpResponse:
    """`<number>/take-back/`: end one's own hold, such as of a piece that turned up."""
    order = get_object_or_404(Order, number=number)
    try:
        left = take_back_hold(order=order, by=request.user)
        said = f"It still waits: {left}" if left else f"{number} is to be packed again."
        messages.success(request, f"Your hold is taken back. {said}")
    except CannotHold as problem:
        messages.error(request, str(problem))
    return redirect(f"{reverse(PACK)}#{number}")


@require_POST
def missing(request: SignedInRequest, number: str, pk: int) -> HttpResponse:
    """`<number>/missing/<line>/`: pieces aren't on the shelf. What was typed on other cards stays."""
    line = get_object_or_404(Line.objects.select_related("order"), pk=pk, order__number=number)
    try:
        hold = report_missing(line=line, by=request.user, pieces=_missing_pieces(request.POST, line))
        messages.warning(request, f"{number} is on hold: {hold}. Owner and shopkeepers see it under Today.")
    except CannotHold as problem:
        messages.error(request, str(problem))
    return show(request, packing_page(request.GET.get("page"), request.POST))


def _missing_pieces(data: QueryDict, line: Line) -> int | None:
    """How many are missing as typed beside the button; None: all. Raises CannotHold for what is no number."""
    typed = data.get(f"missing-{line.pk}", "").strip()
    if typed and not (typed.isascii() and typed.isdecimal() and len(typed) < 6):
        raise CannotHold(f"“{typed}” is no number. Type how many of {line.title} are missing.")
    return int(typed) if typed else None
