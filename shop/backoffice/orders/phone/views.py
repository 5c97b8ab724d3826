"""`/office/orders/new/…`: an order taken by telephone, up to its payment link.

Nobody here types a card, and nothing here makes an order paid: the buyer's own click does both.
"""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.orders.addresses import NAMESPACE, order_url
from shop.backoffice.orders.money.limit import limit_of
from shop.backoffice.orders.phone.finding import buyer_of, buyers
from shop.backoffice.orders.phone.forms import PhoneOrderForm
from shop.backoffice.orders.phone.summary import summary_of
from shop.checkout.quote import NotDeliverable
from shop.order.free_orders import CannotSend
from shop.order.kinds import FreeReason
from shop.phone_orders import services
from shop.phone_orders.drafts import AlreadySent, DraftProblem, start_draft, update_draft
from shop.phone_orders.giving_away import give_away
from shop.phone_orders.models import PaymentLink, State

LINKS, DRAFT = f"{NAMESPACE}:phone_links", f"{NAMESPACE}:phone_draft"
PAGE_SIZE = 50


@require_http_methods(["GET", "POST"])
def new(request: SignedInRequest) -> HttpResponse:
    """`new/`: who it is for; a POST begins the order."""
    if request.method == "POST":
        given: dict[str, Any] = buyer_of(request.POST.get("buyer", ""))
        link = start_draft(by=request.user, **given)
        return redirect(DRAFT, pk=link.pk)
    text = request.GET.get("q", "").strip()[:100]
    context = {"text": text, "found": list(buyers(text)) if text else []}
    return render(request, "backoffice/orders/phone/new.html", context)


@require_http_methods(["GET", "POST"])
def draft(request: SignedInRequest, pk: int) -> HttpResponse:
    """`new/<pk>/`: items, address, delivery and code. “Update” works it out, “Send” sends the link."""
    links = PaymentLink.objects.select_related("basket", "user")
    link = get_object_or_404(links, pk=pk)
    if link.state != State.DRAFT:
        messages.info(request, "That link has been sent. Withdraw it to take the order again.")
        return redirect(LINKS)
    if request.method == "GET":
        return _page(request, link, PhoneOrderForm(link=link))
    is_sending = bool({"send", "give"} & request.POST.keys())
    form = PhoneOrderForm(request.POST.dict(), link=link, needs_all=is_sending)
    if not (form.is_valid() and _applied(request, form)):
        return _page(request, link, form)
    if not is_sending:
        return redirect(DRAFT, pk=link.pk)
    return _give(request, form) if "give" in request.POST else _send(request, form)


def _applied(request: HttpRequest, form: PhoneOrderForm) -> bool:
    try:
        for note in update_draft(link=form.link, change=form.change()):
            messages.info(request, note)
    except DraftProblem as problem:
        form.add_error(problem.field, str(problem))
        return False
    except AlreadySent:
        form.add_error(None, "A colleague has sent this link meanwhile.")
        return False
    return True


def _send(request: SignedInRequest, form: PhoneOrderForm) -> HttpResponse:
    total = request.POST.get("total", "")
    try:
        link = services.send_link(link=form.link, by=request.user, total=total)
    except (services.CannotSendLink, NotDeliverable) as problem:
        return _refused(request, form, problem)
    messages.success(request, f"The link is on its way to {link.where.email}. The items are held for a day.")
    return redirect(LINKS)


def _give(request: SignedInRequest, form: PhoneOrderForm) -> HttpResponse:
    """“Send at no charge”: no link, but an order of £0.00."""
    given = {"reason": FreeReason(form.cleaned_data["reason"]), "note": form.cleaned_data["note"]}
    try:
        made = give_away(link=form.link, by=request.user, most=limit_of(request.user), **given)
    except CannotSend as problem:
        return _refused(request, form, problem)
    except AlreadySent:
        return redirect(LINKS)
    messages.success(request, f"Order {made.number} is sent at no charge. We’ve emailed {made.email}.")
    return redirect(order_url(made))


def _refused(request: HttpRequest, form: PhoneOrderForm, problem: Exception) -> HttpResponse:
    """The page as it was filled in, with what stands in the basket now."""
    link = PaymentLink.objects.select_related("basket", "user").get(pk=form.link.pk)
    again = PhoneOrderForm(request.POST.dict() | {"scan": "", "code": ""}, link=link, needs_all=True)
    again.add_error(None, str(problem))
    return _page(request, link, again)


def _page(request: HttpRequest, link: PaymentLink, form: PhoneOrderForm) -> HttpResponse:
    context = {"form": form, "link": link, "summary": summary_of(link)}
    status = 422 if form.is_bound else 200
    return render(request, "backoffice/orders/phone/draft.html", context, status=status)


@require_safe
def links(request: HttpRequest) -> HttpResponse:
    """`links/`: payment links and what became of them, the newest first."""
    rows = PaymentLink.objects.select_related("taken_by", "basket").order_by("-created_at", "-pk")
    rows = rows.prefetch_related("basket__order_set__user")
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page"))
    return render(request, "backoffice/orders/phone/links.html", {"page_obj": page})


@require_POST
def again(request: HttpRequest, pk: int) -> HttpResponse:
    """`links/<pk>/again/`: email it again."""
    link = get_object_or_404(PaymentLink, pk=pk)
    if services.send_again(link=link):
        messages.success(request, "The link is on its way again.")
    else:
        messages.error(request, "That link has ended, or was ordered by: nothing was sent.")
    return redirect(LINKS)


@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """`links/<pk>/discard/`: delete what was begun and never sent."""
    link = get_object_or_404(PaymentLink, pk=pk)
    if services.discard_draft(link=link):
        messages.success(request, "It is deleted, with the address that was typed.")
    else:
        messages.error(request, "That link has been sent meanwhile: withdraw it instead.")
    return redirect(LINKS)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """`links/<pk>/withdraw/`: end it; its items are free again."""
    link = get_object_or_404(PaymentLink, pk=pk)
    if services.withdraw(link=link):
        messages.success(request, "The link is withdrawn, and its items are free again.")
    else:
        messages.error(request, "That link has ended, or was ordered by: nothing has changed.")
    return redirect(LINKS)
