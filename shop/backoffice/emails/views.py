"""`/office/emails/<id>/`: one email as it was sent, and what can be done about it."""

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe
from wagtail.log_actions import log

from shop.accounts.requests import SignedInRequest
from shop.backoffice.emails.listing import NAMESPACE
from shop.backoffice.emails.visible import emails_for, order_of
from shop.mail import outbox
from shop.mail.kinds import label_of
from shop.mail.models import OutboxEmail
from shop.order.corrections import send_email_again
from shop.web.framed_email import framed_email


def _found(request: SignedInRequest, pk: int) -> OutboxEmail:
    found: OutboxEmail = get_object_or_404(emails_for(request.user).select_related("resent_from"), pk=pk)
    return found


@require_safe
def email(request: SignedInRequest, pk: int) -> HttpResponse:
    """`<id>/`"""
    found = _found(request, pk)
    context = {
        "email": found,
        "label": label_of(found.kind),
        "order": order_of(found),
        "needs_staff": found.state in OutboxEmail.NEEDS_STAFF and found.seen_at is None,
    }
    return render(request, "backoffice/emails/email.html", context)


@require_safe
def letter(request: SignedInRequest, pk: int) -> HttpResponse:
    """`<id>/html/`: the HTML alone, for a frame in which nothing runs."""
    return framed_email(_found(request, pk).html)


@require_POST
def again(request: SignedInRequest, pk: int) -> HttpResponse:
    """`<id>/again/`: send it again as a new email; about an order, to the order's address as it is now."""
    made = _again(_found(request, pk), request)
    if made.state == OutboxEmail.State.FAILED:
        messages.error(request, made.last_error)
    else:
        messages.success(request, f"The email to {made.recipient} is queued again.")
    return redirect(f"{NAMESPACE}:email", made.pk)


def _again(found: OutboxEmail, request: SignedInRequest) -> OutboxEmail:
    if order := order_of(found):
        return send_email_again(order=order, email=found, by=request.user)
    with transaction.atomic():
        made = outbox.resend(found)
        log(found, "office.email_repeated", user=request.user, title=label_of(found.kind))
    return made


@require_POST
def settle(request: SignedInRequest, pk: int) -> HttpResponse:
    """`<id>/settle/`: it isn't sent again; whoever looked has dealt with it another way."""
    found = _found(request, pk)
    with transaction.atomic():
        outbox.settle(found)
        log(found, "office.email_settled", user=request.user, title=label_of(found.kind))
    messages.success(request, "Settled: it is no longer listed as a problem.")
    return redirect(f"{NAMESPACE}:index")
