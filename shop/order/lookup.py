"""Order look-up by number and email address. The link is emailed and never shown."""

from django.conf import settings
from django.db.models import F, Q, QuerySet, Value
from django.db.models.functions import Replace

from shop.catalogue.models import BatchPart
from shop.fields.email_address import tidy
from shop.fields.typed_key import typed_key
from shop.fields.word_search import in_any, words_of
from shop.mail import outbox
from shop.order.models import Line, LineBatch, Order, Parcel


def tidy_number(given: str) -> str:
    """“ps 7k3q9xmd” becomes “PS-7K3Q-9XMD”, however it was typed."""
    rest = typed_key(given).removeprefix(typed_key(settings.ORDER_NUMBER_PREFIX))
    return f"{settings.ORDER_NUMBER_PREFIX}-{rest[:4]}-{rest[4:]}"


def search(orders: QuerySet[Order], text: str) -> QuerySet[Order]:
    """The orders in which every word is part of number, email, name, telephone, postcode, tracking number,
    product, SKU or batch. Spaces and dashes of a number or postcode may be typed or left out.
    """
    known = Order.objects.annotate(
        bare_number=_without(F("number"), "-"),
        bare_postcode=_without(F("shipping_address__postcode"), " "),
    )
    by_words = known
    for word in words_of(text):
        by_words = by_words.filter(_holds(word))
    found = Q(pk__in=by_words.values("pk"))
    if whole := typed_key(text):
        by_code = Q(bare_number__iexact=whole) | Q(bare_postcode__iexact=whole) | _tracked(iexact=whole)
        codes = known.filter(by_code)
        found |= Q(pk__in=codes.values("pk"))
    return orders.filter(found)


def _without(column: F | Replace, sign: str) -> Replace:
    return Replace(column, Value(sign), Value(""))


def _tracked(**wanted: str) -> Q:
    """Orders with a parcel of this tracking number, or part of it, without its blanks and dashes."""
    bare = _without(_without(F("tracking_number"), " "), "-")
    named = {f"bare__{how}": text for how, text in wanted.items()}
    parcels = Parcel.objects.annotate(bare=bare).filter(**named)
    orders = Order.objects.annotate(bare=bare).filter(**named)  # those from before parcels were noted
    return Q(pk__in=parcels.values("order")) | Q(pk__in=orders.values("pk"))


NAMES = ("first_name", "last_name")
COLUMNS = (
    *("number", "guest_email", "user__email", "tracking_number", "shipping_address__postcode"),
    *(f"{who}__{part}" for who in ("shipping_address", "billing_address", "user") for part in NAMES),
)


def _holds(word: str) -> Q:
    found = Q(pk__in=Line.objects.filter(_of_line(word)).values("order")) | in_any(word, COLUMNS)
    bare = typed_key(word)
    if bare:
        found |= Q(bare_number__icontains=bare) | Q(bare_postcode__icontains=bare)
        found |= _tracked(icontains=bare)
    digits = bare.lstrip("0")  # telephone numbers are stored as +44…
    if len(digits) > 2 and digits.isdecimal():
        found |= Q(shipping_address__phone_number__contains=digits)
    return found


def _of_line(word: str) -> Q:
    inside = BatchPart.objects.filter(part__number__icontains=word).values("batch")
    named = Q(batch__number__icontains=word) | Q(batch__in=inside)
    batches = LineBatch.objects.standing().filter(named)
    return in_any(word, ("title", "partner_sku", "upc")) | Q(pk__in=batches.values("line"))


def send_link(*, number: str, email: str) -> None:
    """Email the link to the order's own address; the answer doesn't tell whether the order exists."""
    order: Order = Order.objects.filter(number=tidy_number(number)).select_related("user").first()
    if order and order.email == tidy(email):
        outbox.queue(
            "order.link", to=order.email, args={"order_id": order.pk}, reference=order.email_reference
        )
