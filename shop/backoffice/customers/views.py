"""What is done from a customer's page. shop.backoffice.gate asks for the rights."""

from django.contrib import messages
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from shop.accounts.models import User
from shop.accounts.requests import SignedInRequest
from shop.accounts.second_factor_again import second_factor_again
from shop.backoffice.customers import services
from shop.backoffice.customers.forms import CustomerNoteForm, EraseForm, StopForm
from shop.backoffice.customers.listing import customer_url
from shop.backoffice.customers.page import customer_of
from shop.backoffice.models import Customer, CustomerNote
from shop.backoffice.posted import posted
from shop.london import london
from shop.privacy.address_digest import digest
from shop.privacy.personal_data import would_erase


def _form_page(
    request: SignedInRequest, customer: Customer, form: Form, *, title: str, button: str, text: str = ""
) -> HttpResponse:
    context = {"customer": customer, "url": customer_url(customer), "form": form}
    words = {"title": title, "button": button, "text": text}
    status = 422 if form.errors else 200
    return render(request, "backoffice/customers/change.html", context | words, status=status)


@require_http_methods(["GET", "POST"])
def note(request: SignedInRequest, number: str) -> HttpResponse:
    """`note/`"""
    customer, form = customer_of(number), CustomerNoteForm(posted(request))
    if request.method == "POST" and form.is_valid():
        services.write_note(email=customer.email, by=request.user, message=form.cleaned_data["message"])
        messages.success(request, "The note is saved. You can change it for an hour.")
        return redirect(customer_url(customer))
    return _form_page(request, customer, form, title="Add a note", button="Add the note")


@require_http_methods(["GET", "POST"])
def edit_note(request: SignedInRequest, number: str, pk: int) -> HttpResponse:
    """`note/<pk>/`: change one's own note within the hour."""
    customer = customer_of(number)
    mine = CustomerNote.objects.filter(email_hash=digest(customer.email), by=request.user)
    found = get_object_or_404(mine, pk=pk)
    form = CustomerNoteForm(posted(request), initial={"message": found.message})
    if request.method == "POST" and form.is_valid():
        words = form.cleaned_data["message"]
        try:
            services.change_note(note=found, email=customer.email, by=request.user, message=words)
        except services.CannotDo as problem:
            form.add_error("message", str(problem))
        else:
            messages.success(request, "The note is changed.")
            return redirect(customer_url(customer))
    return _form_page(request, customer, form, title="Change the note", button="Save")


@require_POST
def send_link(request: SignedInRequest, number: str) -> HttpResponse:
    """`link/`: nobody types a password for others; the customer gets a link by email."""
    customer = customer_of(number)
    try:
        what = services.send_link(customer=customer, by=request.user)
        messages.success(request, f"{what} is on its way to {customer.email}.")
    except services.CannotDo as problem:
        messages.error(request, str(problem))
    return redirect(customer_url(customer))


@require_http_methods(["GET", "POST"])
def stop(request: SignedInRequest, number: str) -> HttpResponse:
    """`stop/`: stop the account, or open a stopped one again; asks why."""
    customer, form = customer_of(number), StopForm(posted(request))
    account = customer.account
    if account is None:
        messages.error(request, "A guest has no account.")
        return redirect(customer_url(customer))
    if request.method == "POST" and form.is_valid():
        if proof := second_factor_again(request):
            return proof
        try:
            messages.success(request, _stopped(request, account, form.cleaned_data["reason"]))
        except services.CannotDo as problem:
            messages.error(request, str(problem))
        return redirect(customer_url(customer))
    if account.is_active:
        text = "They can’t sign in any more and are signed out everywhere. Orders go on as they are."
        return _form_page(request, customer, form, title="Stop the account", button="Stop it", text=text)
    text = "They get a link by email to choose a new password."
    return _form_page(request, customer, form, title="Let the customer in again", button="Open it", text=text)


def _stopped(request: SignedInRequest, account: User, reason: str) -> str:
    if account.is_active:
        services.stop(account=account, by=request.user, reason=reason)
        return f"{account.email} can’t sign in any more and is signed out everywhere."
    services.let_in(account=account, by=request.user, reason=reason)
    return f"{account.email} may sign in again, and gets a link to choose a password."


@require_POST
def held(request: SignedInRequest, number: str) -> HttpResponse:
    """`data/`: what we hold about the customer, as a file; that it was taken is logged."""
    customer = customer_of(number)
    if proof := second_factor_again(request):
        return proof
    name = f"data-of-customer-{london(timezone.now(), '%Y-%m-%d')}.json"
    headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
    text = services.hand_out(email=customer.email, by=request.user)
    return HttpResponse(text, content_type="application/json", headers=headers)


@require_http_methods(["GET", "POST"])
def erase(request: SignedInRequest, number: str) -> HttpResponse:
    """`erase/`: says what goes and what stays; the address typed again erases."""
    customer = customer_of(number)
    if problem := services.refusal(account=customer.account, by=request.user):
        messages.error(request, problem)
        return redirect(customer_url(customer))
    form = EraseForm(posted(request), email=customer.email)
    if request.method == "POST" and form.is_valid():
        if proof := second_factor_again(request):
            return proof
        lines = services.erase(customer=customer, by=request.user)
        context = {"lines": lines, "email": customer.email}
        return render(request, "backoffice/customers/erased.html", context)
    told: dict[str, object] = {"customer": customer, "url": customer_url(customer), "form": form}
    lines = would_erase(email=customer.email)
    status = 422 if form.errors else 200
    return render(request, "backoffice/customers/erase.html", told | {"lines": lines}, status=status)
