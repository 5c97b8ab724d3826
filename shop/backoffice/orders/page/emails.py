"""`/office/orders/<number>/emails/…`: an email as it was sent, and the button that sends it again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from shop.accounts.requests import SignedInRequest
from shop.backoffice.orders.addresses import order_url
from shop.mail.kinds import label_of
from shop.mail.models import OutboxEmail
from shop.order.corrections import send_email_again
from shop.order.models import Order


def _found(number: str, pk: int) -> tuple[Order, OutboxEmail]:
    order = get_object_or_404(Order.objects.select_related("user"), number=number)
    return order, get_object_or_404(order.emails.select_related("resent_from"), pk=pk)


@require_safe
def email(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """One email as it was sent."""
    order, found = _found(number, pk)
    context = {"order": order, "email": found, "label": label_of(found.kind)}
    return render(request, "backoffice/orders/email.html", context)


@require_POST
def again(request: SignedInRequest, number: str, pk: int) -> HttpResponse:
    """`again/`: send it again as a new email, to the order's address as it is now."""
    order, found = _found(number, pk)
    made = send_email_again(order=order, email=found, by=request.user)
    if made.state == OutboxEmail.State.FAILED:
        messages.error(request, made.last_error)
    else:
        messages.success(request, f"The email to {made.recipient} is queued again.")
    return redirect(order_url(order))
