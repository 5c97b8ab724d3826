"""What is corrected from the order's page. shop.backoffice.gate asks for the rights."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from shop.accounts.requests import SignedInRequest
from shop.backoffice.orders.addresses import order_url
from shop.backoffice.orders.page.forms import AddressForm, EmailForm, HoldForm, NoteForm, ReasonForm
from shop.backoffice.posted import posted
from shop.order import corrections
from shop.order.dispatch_holds import CANCELLED, dispatch_hold_reason, may_be_lifted
from shop.order.holding import CannotHold, lift_hold, put_on_hold
from shop.order.models import Order, OrderNote
from shop.shipping.zones import NAMES


def form_page(
    request: SignedInRequest, order: Order, form: Form, *, title: str, button: str, text: str = ""
) -> HttpResponse:
    """A page with one form about an order, and the way back to it."""
    context = {"order": order, "form": form, "title": title, "button": button, "text": text}
    status = 422 if form.errors else 200
    return render(request, "backoffice/orders/change.html", context, status=status)


@require_http_methods(["GET", "POST"])
def note(request: SignedInRequest, number: str) -> HttpResponse:
    """`note/`: add a note for colleagues."""
    order = get_object_or_404(Order, number=number)
    form = NoteForm(posted(request))
    if request.method == "POST" and form.is_valid():
        corrections.write_note(order=order, by=request.user, message=form.cleaned_data["message"])
        messages.success(request, "The note is saved. You can change it for an hour.")
        return redirect(order_url(order))
    return form_page(request, order, form, title="Add a note", button="Add the note")


@require_http_methods(["GET", "POST"])
def edit_note(request: SignedInRequest, number: str, pk: int) -> HttpResponse:
    """`note/<pk>/`: change one's own note within the hour."""
    notes = OrderNote.objects.select_related("order")
    found = get_object_or_404(notes, pk=pk, order__number=number, user=request.user)
    form = NoteForm(posted(request), initial={"message": found.message})
    if request.method == "POST" and form.is_valid():
        try:
            corrections.change_note(note=found, by=request.user, message=form.cleaned_data["message"])
        except corrections.CannotCorrect as problem:
            form.add_error("message", str(problem))
        else:
            messages.success(request, "The note is changed.")
            return redirect(order_url(found.order))
    return form_page(request, found.order, form, title="Change the note", button="Save")


@require_http_methods(["GET", "POST"])
def address(request: SignedInRequest, number: str) -> HttpResponse:
    """`address/`: correct where the parcel goes, before it leaves."""
    orders = Order.objects.select_related("shipping_address")
    order = get_object_or_404(orders, number=number, shipping_address__isnull=False)
    form = AddressForm(posted(request), initial=AddressForm.initial_of(order.shipping_address))
    if request.method == "POST" and form.is_valid():
        try:
            if corrections.correct_address(order=order, by=request.user, given=form.cleaned_data):
                messages.success(request, "The address is corrected. We’ve emailed the buyer.")
            return redirect(order_url(order))
        except corrections.CannotCorrect as problem:
            form.add_error(None, str(problem))
        except ValidationError as problem:
            form.add_error(None, problem)
    zone = NAMES.get(order.delivery_zone, order.delivery_zone)
    text = f"It was priced for {zone}, so only an address there is taken. The buyer gets an email."
    return form_page(request, order, form, title="Correct the address", button="Correct it", text=text)


@require_http_methods(["GET", "POST"])
def email_address(request: SignedInRequest, number: str) -> HttpResponse:
    """`email/`: correct a guest's address. Customers change their own."""
    order = get_object_or_404(Order, number=number, user=None)
    form = EmailForm(posted(request), initial={"email": order.guest_email})
    if request.method == "POST" and form.is_valid():
        corrections.correct_email(order=order, by=request.user, **form.cleaned_data)
        messages.success(request, "The address is corrected. Use “Send again” for what the buyer missed.")
        return redirect(order_url(order))
    return form_page(request, order, form, title="Correct the email address", button="Correct it")


@require_http_methods(["GET", "POST"])
def lift(request: SignedInRequest, number: str) -> HttpResponse:
    """`lift-hold/`: send an order although its buyer cancelled or a colleague holds it, with the reason."""
    order = get_object_or_404(Order, number=number)
    held = dispatch_hold_reason(order)
    if not may_be_lifted(held):
        messages.error(request, "No cancellation and no colleague holds this order.")
        return redirect(order_url(order))
    form = ReasonForm(posted(request))
    if request.method == "POST" and form.is_valid():
        lift_hold(order=order, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, "The order may be sent; the reason is noted.")
        return redirect(order_url(order))
    title = "Send it all the same" if held == CANCELLED else "Lift the hold"
    return form_page(request, order, form, title=title, button="Lift the hold", text=f"On hold: {held}")


@require_http_methods(["GET", "POST"])
def hold(request: SignedInRequest, number: str) -> HttpResponse:
    """`hold/`: let it wait, and say for what."""
    order = get_object_or_404(Order, number=number)
    form = HoldForm(posted(request))
    if request.method == "POST" and form.is_valid():
        try:
            put_on_hold(order=order, reason=form.cleaned_data["reason"], by=request.user)
        except CannotHold as problem:
            form.add_error(None, str(problem))
        else:
            messages.success(
                request, "It waits until you take the hold back, or an owner or a shopkeeper lifts it."
            )
            return redirect(order_url(order))
    text = "It leaves the packing list. The buyer isn’t told."
    return form_page(request, order, form, title="Put on hold", button="Put on hold", text=text)


@require_POST
def delivered(request: SignedInRequest, number: str) -> HttpResponse:
    """`delivered/`: the parcel has arrived."""
    order = get_object_or_404(Order, number=number)
    try:
        corrections.note_delivered(order=order, by=request.user)
        messages.success(request, f"Order {number} is noted as delivered.")
    except corrections.CannotCorrect as problem:
        messages.error(request, str(problem))
    return redirect(order_url(order))
