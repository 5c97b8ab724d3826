"""`/office/customers/<number>/`: everything about a customer on one page."""

from django.db.models import Q
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from shop.accounts.models import User
from shop.accounts.requests import SignedInRequest
from shop.backoffice.customers.listing import account_of, customer_url, name_of, spent
from shop.backoffice.customers.log import entries_of
from shop.backoffice.customers.services import refusal
from shop.backoffice.customers.subscribed import consents_of, with_facts
from shop.backoffice.models import Customer, CustomerNote
from shop.backoffice.order_states import state_of, with_holds
from shop.catalogue.reviews.models import ProductReview
from shop.customer.models import ProductAlert
from shop.money import from_pence
from shop.order.models import CancellationNotice, Order
from shop.payment.services.takings import given_back
from shop.privacy.address_digest import digest

MOST_ORDERS = 100  # on the page; the list of orders has them all


def customer_of(number: str) -> Customer:
    """The customer of an account's key or of an order's number. Raises Http404."""
    email = _email(number)
    customers = with_facts(Customer.objects.select_related("account", "last_order__shipping_address"))
    found: Customer | None = customers.filter(email=email).first() if email else None
    if found is None:
        raise Http404
    return found


def _email(number: str) -> str:
    if number.isdecimal():
        return User.objects.filter(pk=int(number[:18])).values_list("email", flat=True).first() or ""
    order = Order.objects.select_related("user").filter(number=number).first()
    return order.email if order else ""


def orders_of(email: str) -> "list[Order]":
    """The last orders, each with its state and what it gave back in pounds."""
    mine = Order.objects.filter(Q(guest_email=email, user=None) | Q(user__email=email))
    found = list(with_holds(mine).order_by("-date_placed", "-pk")[:MOST_ORDERS])
    back = given_back(Order.objects.filter(pk__in=[order.pk for order in found]))
    for order in found:
        order.state_in_words = state_of(order)
        order.back = from_pence(back[order.pk]) if order.pk in back else None
    return found


@require_safe
def customer_page(request: SignedInRequest, number: str) -> HttpResponse:
    """An order's number leads to the account's page where there is one."""
    customer = customer_of(number)
    if number != customer.number:
        return redirect(customer_url(customer))
    context = {
        "customer": customer,
        "number": number,
        "name": name_of(customer),
        "account": account_of(customer),
        "spent": spent(customer),
        "refusal": refusal(account=customer.account, by=request.user),
        "orders": orders_of(customer.email),
        **_told(customer, request.user),
    }
    return render(request, "backoffice/customers/customer.html", context)


def _told(customer: Customer, reader: User) -> dict[str, object]:
    """What they wrote, asked for and agreed to, and what we wrote and did."""
    email = customer.email
    mine = Q(email=email) | Q(user__email=email)
    notes = list(CustomerNote.objects.filter(email_hash=digest(email)).select_related("by"))
    notices = CancellationNotice.objects.filter(
        Q(order__guest_email=email, order__user=None) | Q(order__user__email=email), handled_at=None
    )
    return {
        "addresses": customer.account.addresses.all() if customer.account else [],
        "reviews": ProductReview.objects.filter(mine).select_related("product").order_by("-date_created"),
        "alerts": ProductAlert.objects.filter(mine).select_related("product__parent").order_by("-pk"),
        "consents": consents_of(email),
        "cancellations": notices.select_related("order").order_by("-received_at"),
        "notes": [(note, note.may_be_changed_by(reader)) for note in notes],
        "entries": entries_of(email)[:50],
    }
