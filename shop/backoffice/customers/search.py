"""The search of the list of customers: email, name, telephone, postcode."""

from typing import Final

from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Replace

from shop.backoffice.models import Customer
from shop.fields.typed_key import typed_key
from shop.fields.word_search import in_any, words_of
from shop.order.models import Order

OWN: Final = ("email", "account__first_name", "account__last_name")
SENT_TO: Final = tuple(
    f"{address}__{name}"
    for address in ("shipping_address", "billing_address")
    for name in ("first_name", "last_name")
)


def search(customers: QuerySet[Customer], text: str) -> QuerySet[Customer]:
    """The customers with every word in email, name, postcode or telephone, of any of their orders.

    Spaces of a postcode may be typed or left out.
    """
    by_words = customers
    for word in words_of(text):
        by_words = by_words.filter(in_any(word, OWN) | _of_orders(_holds(word)))
    whole = typed_key(text)
    if not whole or len(words_of(text)) < 2:
        return by_words
    return by_words | customers.filter(_of_orders(Q(bare_postcode__iexact=whole)))


def _of_orders(found: Q) -> Q:
    postcode = Replace(F("shipping_address__postcode"), Value(" "), Value(""))
    orders = Order.objects.annotate(bare_postcode=postcode).filter(found).order_by()
    guests = orders.filter(user=None).exclude(guest_email="")
    return Q(email__in=guests.values("guest_email")) | Q(account__in=orders.values("user"))


def _holds(word: str) -> Q:
    found = in_any(word, SENT_TO)
    if bare := typed_key(word):
        found |= Q(bare_postcode__icontains=bare)
    digits = bare.lstrip("0")  # telephone numbers are stored as +44…
    if len(digits) > 2 and digits.isdecimal():
        found |= Q(shipping_address__phone_number__contains=digits)
    return found
