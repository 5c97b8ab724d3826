"""Staff views of the outbox: list, read, send again, settle."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from shop.mail import outbox
from shop.mail.models import OutboxEmail
from shop.order.models import Order

PAGE_SIZE = 50


@require_safe
def emails(request: HttpRequest) -> HttpResponse:
    """`/dashboard/emails/?q=&state=`: emails that need a decision, then all emails, newest first."""
    query, state = request.GET.get("q", "").strip(), request.GET.get("state", "")
    found = _matching(query, state).order_by("-created_at", "-pk")
    context = {
        "problems": outbox.needing_staff(),
        "delayed": outbox.delayed(),
        "page": Paginator(found, PAGE_SIZE).get_page(request.GET.get("page")),
        "q": query,
        "state": state,
        "states": OutboxEmail.State.choices,
    }
    return render(request, "oscar/dashboard/emails/list.html", context)


def _matching(query: str, state: str) -> QuerySet[OutboxEmail]:
    rows = OutboxEmail.objects.all()
    if state in OutboxEmail.State.values:
        rows = rows.filter(state=state)
    if query:
        about = Q(recipient__icontains=query) | Q(subject__icontains=query) | Q(reference=query)
        rows = rows.filter(about)
    return rows


@require_safe
def email(request: HttpRequest, pk: int) -> HttpResponse:
    """`/dashboard/emails/<id>/`: one email as it was sent."""
    found = get_object_or_404(OutboxEmail.objects.select_related("resent_from"), pk=pk)
    return render(request, "oscar/dashboard/emails/detail.html", {"email": found})


@require_POST
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """`POST /dashboard/mails/<id>/again/`: send it again as a new email."""
    again = outbox.resend(get_object_or_404(OutboxEmail, pk=pk))
    if again.state == OutboxEmail.State.FAILED:
        messages.error(request, again.last_error)
    else:
        messages.success(request, f"The email to {again.recipient} is queued again.")
    return _back(request)


@require_POST
def settle(request: HttpRequest, pk: int) -> HttpResponse:
    """`POST /dashboard/emails/<id>/settle/`: mark it as settled in another way."""
    outbox.settle(get_object_or_404(OutboxEmail, pk=pk))
    messages.success(request, "Settled: it is no longer listed as a problem.")
    return _back(request)


def _back(request: HttpRequest) -> HttpResponse:
    """Redirect to the order's page if the form was on it, or else to the list."""
    number = request.POST.get("order", "")
    if Order.objects.filter(number=number).exists():
        return redirect("dashboard:order-detail", number=number)
    return redirect("dashboard:emails")
