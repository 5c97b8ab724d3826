"""What the search box of the office finds, each kind for those who may open it."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse
from wagtail.permissions import page_permission_policy

from shop.backoffice.batches.listing import batch_url, state_label
from shop.backoffice.batches.listing import search as search_batches
from shop.backoffice.customers.listing import account_of, customer_url, name_of
from shop.backoffice.customers.search import search as search_customers
from shop.backoffice.customers.subscribed import with_colleagues
from shop.backoffice.menu import entries_for
from shop.backoffice.models import Customer
from shop.backoffice.offers.listing import offer_url
from shop.backoffice.offers.reading import who_gets
from shop.backoffice.offers.states import with_state
from shop.backoffice.order_states import state_of, with_holds
from shop.backoffice.orders.addresses import order_url
from shop.backoffice.people.viewset import working_here
from shop.backoffice.products.filters import product_state
from shop.backoffice.products.listing import product_url
from shop.catalogue.models import Batch, Product
from shop.documents.models import Document
from shop.fields.word_search import each_word
from shop.offer.models import ConditionalOffer
from shop.order.lookup import search
from shop.order.models import Order
from shop.phone_orders.models import PaymentLink, State

MOST: Final = 10  # of each kind; `more` says where the others are


@dataclass(frozen=True)
class Hit:
    """A line that leads somewhere."""

    label: str
    url: str
    detail: str = ""


@dataclass(frozen=True)
class Found:
    """The hits of one kind, and the address of all of them when there are more."""

    heading: str
    hits: list[Hit]
    more: str = ""


def find(request: HttpRequest, text: str) -> Iterator[Found]:
    """The kinds that this person may open, those without a hit left out."""
    for heading, right, source in SOURCES:
        if right and not request.user.has_perm(right):
            continue
        hits = list(source(request, text))
        if hits:
            is_cut = source is orders and len(hits) > MOST
            yield Found(heading, hits[:MOST] if is_cut else hits, _list(text) if is_cut else "")


def _list(text: str) -> str:
    """The list of orders, searched."""
    return f"{reverse('office_orders:index')}?{urlencode({'q': text})}"


def orders(request: HttpRequest, text: str) -> Iterator[Hit]:
    """By anything that the list of orders is searched by."""
    found = search(with_holds(Order.objects.select_related("shipping_address")), text)
    for order in found.order_by("-date_placed", "-pk")[: MOST + 1]:
        name = f", {order.shipping_address.name}" if order.shipping_address else ""
        yield Hit(order.number, order_url(order), f"{state_of(order)}{name}, £{order.total_incl_tax}")


def customers(request: HttpRequest, text: str) -> Iterator[Hit]:
    """Accounts and guests, by anything that their list is searched by; a guest with one order is found by
    that order.
    """
    every = Customer.objects.select_related("account", "last_order__shipping_address")
    known = with_colleagues(every)
    found = search_customers(known.exclude(account=None, orders=1), text)
    for customer in found.order_by("email")[:MOST]:
        yield Hit(customer.email, customer_url(customer), f"{name_of(customer)}, {account_of(customer)}")


def people(request: HttpRequest, text: str) -> Iterator[Hit]:
    """Who works here, by name or address."""
    for person in working_here().filter(each_word(text, "first_name", "last_name", "email"))[:MOST]:
        yield Hit(person.called, reverse("wagtailusers_users:edit", args=[person.pk]), person.email)


def payment_links(request: HttpRequest, text: str) -> Iterator[Hit]:
    """Telephone orders that nobody has ordered by yet, by the buyer’s name or address."""
    found = PaymentLink.objects.exclude(state=State.ORDERED)
    for link in found.filter(each_word(text, "email", "details__email", "details__name"))[:MOST]:
        yield Hit(
            "Payment link",
            reverse("office_orders:phone_links"),
            f"{link.label}, {link.email or link.where.email}",
        )


def sizes(request: HttpRequest, text: str) -> Iterator[Hit]:
    """Products and sizes by title or SKU."""
    columns = ("upc", "title", "parent__title", "stockrecords__partner_sku")
    found = Product.objects.filter(each_word(text, *columns)).select_related("parent").distinct()
    for product in found.order_by("title", "pk")[:MOST]:
        yield Hit(product.full_name, product_url(product), product_state(product.sheet))


def batches(request: HttpRequest, text: str) -> Iterator[Hit]:
    """By number, size or SKU."""
    found = search_batches(Batch.objects.with_states().select_related("product__parent"), text)
    for batch in found[:MOST]:
        yield Hit(
            f"Batch {batch.number}", batch_url(batch), f"{batch.product.full_name}, {state_label(batch)}"
        )


def documents(request: HttpRequest, text: str) -> Iterator[Hit]:
    """By their own number alone: with the order's, an order would never be the only hit."""
    for document in Document.objects.filter(number__icontains=text).order_by("-pk")[:MOST]:
        url = f"{reverse('office_invoices:index')}?{urlencode({'q': document.number})}"
        yield Hit(document.number, url, f"{document.title}, {document.buyer_name}")


def offers(request: HttpRequest, text: str) -> Iterator[Hit]:
    """By name or code."""
    found = with_state(ConditionalOffer.objects.filter(each_word(text, "name", "vouchers__code")))
    for offer in found.distinct()[:MOST]:
        yield Hit(offer.name, offer_url(offer), who_gets(offer))


def pages(request: HttpRequest, text: str) -> Iterator[Hit]:
    """Pages and guides by title, those that this person sees in the tree."""
    mine = page_permission_policy.explorable_instances(request.user)
    for page in mine.filter(each_word(text, "title"), depth__gt=1).order_by("title", "pk")[:MOST]:
        url = reverse("wagtailadmin_pages:edit", args=[page.pk])
        yield Hit(page.get_admin_display_title(), url, "published" if page.live else "draft")


def screens(request: HttpRequest, text: str) -> Iterator[Hit]:
    """Entries of the menu and of the settings."""
    words = text.lower().split()
    for entry in entries_for(request):
        if all(word in str(entry.label).lower() for word in words):
            yield Hit(str(entry.label), str(entry.url))


Source = Callable[[HttpRequest, str], Iterator[Hit]]
SOURCES: Final[tuple[tuple[str, str, Source], ...]] = (
    ("Orders", "office.look_up_orders", orders),
    ("Customers", "office.look_up_customers", customers),
    ("Payment links", "office.change_orders", payment_links),
    ("People", "office.give_roles", people),
    ("Products and sizes", "office.see_products", sizes),
    ("Batches", "office.look_after_stock", batches),
    ("Invoices and credit notes", "office.read_documents", documents),
    ("Offers and codes", "office.look_after_products", offers),
    ("Pages and guides", "office.write_content", pages),
    ("Screens and settings", "", screens),
)
