"""Finds the customer and the products of an order by telephone."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.db.models import Q, QuerySet

from shop.accounts.models import User
from shop.catalogue.models import Product
from shop.fields.word_search import each_word
from shop.order.models import Order

MOST: Final = 10


@dataclass(frozen=True)
class Buyer:
    """Somebody we know; `key` is what the button sends."""

    key: str
    email: str
    about: str


def buyers(text: str) -> Iterator[Buyer]:
    """Accounts, then guests by their last order: each word is part of the email address or the name."""
    accounts = User.objects.filter(each_word(text, "email", "first_name", "last_name"), is_active=True)
    for user in accounts.filter(is_staff=False).order_by("email")[:MOST]:
        yield Buyer(f"account:{user.pk}", user.email, f"{user.get_full_name()} (account)".strip())
    columns = ("guest_email", "shipping_address__first_name", "shipping_address__last_name")
    found = Order.objects.filter(each_word(text, *columns), user=None).exclude(guest_email="")
    seen: set[str] = set()
    for order in found.select_related("shipping_address").order_by("-date_placed", "-pk")[: 5 * MOST]:
        if order.guest_email not in seen and len(seen) < MOST:
            seen.add(order.guest_email)
            address = order.shipping_address
            where = f"{address.name}, {address.postcode}" if address else "guest"
            yield Buyer(f"order:{order.pk}", order.guest_email, where)


def buyer_of(key: str) -> dict[str, User | Order]:
    """What `start_draft` is given for a key; nothing for somebody new, and for a key that fits nobody."""
    kind, _, number = key.partition(":")
    if not (number.isascii() and number.isdecimal() and len(number) < 18):
        return {}
    if kind == "account":
        user = User.objects.filter(pk=number, is_active=True, is_staff=False).first()
        return {"user": user} if user else {}
    order = Order.objects.filter(pk=number, user=None).exclude(guest_email="").first()
    return {"guest_order": order} if kind == "order" and order else {}


def sellable() -> QuerySet[Product]:
    """What can be put into a basket: sizes, and products without sizes."""
    on_sale = Product.objects.exclude(structure=Product.PARENT).filter(is_public=True)
    on_sale = on_sale.filter(Q(parent=None) | Q(parent__is_public=True), stockrecords__isnull=False)
    return on_sale.select_related("parent").prefetch_related("stockrecords").distinct()


def sizes(typed: str) -> list[Product]:
    """By SKU or barcode exactly, as a scanner types it; else by words of the name."""
    exact = sellable().filter(Q(stockrecords__partner_sku__iexact=typed) | Q(upc__iexact=typed))
    if found := list(exact[:2]):
        return found[:1]
    columns = ("title", "parent__title", "upc", "stockrecords__partner_sku")
    return list(sellable().filter(each_word(typed, *columns)).order_by("title", "pk")[:MOST])
