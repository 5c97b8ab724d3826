"""Which emails a person may see: those about orders, or those to customers and colleagues as well."""

from typing import Final

from django.db.models import Q, QuerySet

from shop.fields.typed_key import typed_key
from shop.fields.word_search import words_of
from shop.mail.kinds import all_kinds
from shop.mail.models import OutboxEmail
from shop.order.models import Order

ORDERS: Final = "order:"  # how the reference of an email about an order begins
MOST_ORDERS: Final = 200  # that a word of a search may stand for


def emails_for(user: object) -> QuerySet[OutboxEmail]:
    """All emails for those who look up customers; for others those about orders."""
    found = OutboxEmail.objects.all()
    may_see_all = getattr(user, "has_perm", lambda right: False)("office.look_up_customers")
    return found if may_see_all else found.filter(reference__startswith=ORDERS)


def search(emails: QuerySet[OutboxEmail], text: str) -> QuerySet[OutboxEmail]:
    """Those in which every word is part of address, subject, kind or order number."""
    for word in words_of(text):
        emails = emails.filter(_holds(word))
    return emails


def _holds(word: str) -> Q:
    kinds = [kind.name for kind in all_kinds() if word.lower() in kind.label.lower()]
    found = Q(recipient__icontains=word) | Q(subject__icontains=word) | Q(kind__in=kinds)
    return found | Q(reference__in=_orders(word)) if typed_key(word) else found


def _orders(word: str) -> list[str]:
    numbers = Order.objects.filter(number__icontains=word.strip("-")).order_by("-pk")
    return [order.email_reference for order in numbers.only("pk")[:MOST_ORDERS]]


def order_key(email: OutboxEmail) -> int | None:
    """The key of the order that the email is about."""
    key = email.reference.removeprefix(ORDERS)
    return int(key) if email.reference.startswith(ORDERS) and key.isdecimal() else None


def order_of(email: OutboxEmail) -> Order | None:
    """The order that the email is about."""
    key = order_key(email)
    if key is None:
        return None
    found: Order | None = Order.objects.select_related("user").filter(pk=key).first()
    return found
