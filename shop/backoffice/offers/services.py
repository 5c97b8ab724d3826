"""Making, changing, stopping and deleting offers: the only writer of the rows beneath one offer.

Oscar keeps an offer in up to five tables: what it is about, what must be met, what is given, the offer, its
codes. Nobody needs to know that who makes one.
"""

from decimal import Decimal
from typing import Final

from django.db import models, transaction
from oscar.apps.offer.abstract_models import AbstractBenefit, AbstractCondition

from shop.backoffice.offers.codes import add_codes
from shop.backoffice.offers.states import State, state_of, with_state
from shop.backoffice.offers.terms import Gives, Limits, OnWhat, Terms, Who, said, what_of
from shop.london import end_of, start_of
from shop.offer.models import Benefit, Condition, ConditionalOffer, Range  # type: ignore[attr-defined]  # Oscar’s
from shop.order.models import Order
from shop.voucher.models import Voucher

TYPES: Final = {
    Gives.PER_CENT: Benefit.PERCENTAGE,
    Gives.POUNDS: Benefit.FIXED,
    Gives.DELIVERY: Benefit.SHIPPING_PERCENTAGE,
    Gives.THREE_FOR_TWO: Benefit.MULTIBUY,
    Gives.SET_PRICE: Benefit.FIXED_PRICE,
}
ONCE_A_BASKET: Final = (Gives.POUNDS, Gives.DELIVERY)
WITHOUT_ITEMS: Final = (Gives.DELIVERY, Gives.SET_PRICE)  # what must be met says which items
NAMED: Final = 3  # orders in a refusal; the others are counted
LONGEST: Final = 120  # of a name, with room for “ (2)”


class CannotChange(Exception):
    """The offer can't be changed like this now; the text is for staff."""


@transaction.atomic
def make_offer(terms: Terms) -> ConditionalOffer:
    """The offer with its code or codes. Raises IntegrityError where a rival took the name or the code."""
    offer = ConditionalOffer(name=free_name(ConditionalOffer, terms.name or said(terms)))
    _write(offer, terms)
    if terms.who == Who.CODE:
        voucher = Voucher(name=free_name(Voucher, offer.name))
        _write_code(voucher, terms)
        voucher.offers.add(offer)
    if terms.who == Who.CODES:
        add_codes(offer=offer, terms=terms)
    return offer


@transaction.atomic
def change_offer(*, offer: ConditionalOffer, terms: Terms) -> None:
    """Change an offer that hasn't begun; whether it has codes stays. Raises CannotChange."""
    found = _locked(offer)
    if state_of(found) != State.PLANNED:
        raise CannotChange("It has begun meanwhile: now only its end and its limit can be changed.")
    offer = ConditionalOffer.objects.get(pk=offer.pk)
    old = (offer.condition, offer.benefit)
    offer.name = terms.name or offer.name
    _write(offer, terms)
    _drop_unused(*old)
    for voucher in offer.vouchers.all() if terms.who == Who.CODE else ():
        _write_code(voucher, terms)
    if terms.who == Who.CODES:
        offer.vouchers.update(start_datetime=offer.start_datetime, end_datetime=offer.end_datetime)


@transaction.atomic
def change_limits(*, offer: ConditionalOffer, limits: Limits) -> None:
    """Change the end and the limit. Raises CannotChange for a limit below what is used already."""
    found = _locked(offer)
    if limits.in_all is not None and limits.in_all < found.num_applications:
        raise CannotChange(f"It was used {found.num_applications} times already.")
    offer = ConditionalOffer.objects.get(pk=offer.pk)
    offer.end_datetime, offer.max_global_applications = end_of(limits.until), limits.in_all
    offer.save()
    offer.vouchers.update(end_datetime=offer.end_datetime)


@transaction.atomic
def stop(*, offer: ConditionalOffer) -> None:
    """Stop it at once, in baskets too; a second click changes nothing."""
    now = ConditionalOffer.objects.select_for_update().get(pk=offer.pk)
    if not now.is_suspended:
        now.suspend()


@transaction.atomic
def resume(*, offer: ConditionalOffer) -> None:
    """Let a stopped one go on until its end."""
    now = ConditionalOffer.objects.select_for_update().get(pk=offer.pk)
    if now.is_suspended:
        now.unsuspend()


@transaction.atomic
def delete_offer(*, offer: ConditionalOffer) -> None:
    """Delete an offer that no order has used, with its codes. Raises CannotChange, which names the orders."""
    if state_of(_locked(offer)) == State.RUNNING:
        raise CannotChange("It is running. Stop it first.")
    offer = ConditionalOffer.objects.get(pk=offer.pk)
    if orders := orders_of(offer):
        raise CannotChange(f"{_named(orders)} used it, so it stays. Stop it instead.")
    rules = (offer.condition, offer.benefit)
    vouchers = list(offer.vouchers.all())
    sets = {voucher.voucher_set for voucher in vouchers if voucher.voucher_set}
    offer.vouchers.clear()
    for row in (*vouchers, *sets, offer):
        row.delete()
    _drop_unused(*rules)


def orders_of(offer: ConditionalOffer) -> list[str]:
    """The numbers of the orders that used it; Oscar stores the offer's key there without a relation."""
    used = models.Q(discounts__offer_id=offer.pk) | models.Q(voucherapplication__voucher__offers=offer)
    return list(Order.objects.filter(used).order_by("-pk").values_list("number", flat=True).distinct())


def _named(orders: list[str]) -> str:
    rest = len(orders) - NAMED
    return ", ".join(orders[:NAMED]) + (f" and {rest} more" if rest > 0 else "")


def free_name(model: type[models.Model], wanted: str) -> str:
    """The name, or “name (2)” where another row has it."""
    base = wanted[:LONGEST].strip()
    taken = set(model._default_manager.filter(name__istartswith=base).values_list("name", flat=True))
    known = {name.lower() for name in taken}
    others = (f"{base} ({number})" for number in range(2, len(known) + 3))
    return next(name for name in (base, *others) if name.lower() not in known)


def _locked(offer: ConditionalOffer) -> ConditionalOffer:
    ConditionalOffer.objects.select_for_update().get(pk=offer.pk)
    found: ConditionalOffer = with_state(ConditionalOffer.objects.filter(pk=offer.pk)).get()
    return found


def _write(offer: ConditionalOffer, terms: Terms) -> None:
    """The offer with its rules; its codes apart."""
    about = _range_of(terms)
    offer.condition = _condition(terms, about)
    offer.benefit = Benefit.objects.create(
        range=None if terms.gives in WITHOUT_ITEMS else about, type=TYPES[terms.gives], value=_value(terms)
    )
    offer.offer_type = offer.SITE if terms.who == Who.EVERYBODY else offer.VOUCHER
    offer.exclusive = not terms.combines
    offer.max_basket_applications = 1 if terms.gives in ONCE_A_BASKET else None
    offer.max_global_applications = terms.limits.in_all
    offer.start_datetime, offer.end_datetime = start_of(terms.since), end_of(terms.limits.until)
    offer.save()


def _value(terms: Terms) -> Decimal | int | None:
    if terms.gives == Gives.DELIVERY:
        return 100
    return None if terms.gives == Gives.THREE_FOR_TWO else terms.value


def _condition(terms: Terms, about: Range) -> AbstractCondition:
    if terms.minimum:
        return Condition.objects.create(range=about, type=Condition.VALUE, value=terms.minimum)
    items = {Gives.THREE_FOR_TWO: 3, Gives.SET_PRICE: terms.items}.get(terms.gives, 1)
    return Condition.objects.create(range=about, type=Condition.COUNT, value=items)


def _range_of(terms: Terms) -> Range:
    if terms.on == OnWhat.SELECTION and terms.selection:
        return terms.selection
    if terms.on == OnWhat.EVERYTHING:
        return _everything()
    made = Range.objects.create(name=free_name(Range, what_of(terms)))
    for product in terms.products:
        made.add_product(product)
    made.included_categories.set(terms.categories)
    return made


def _everything() -> Range:
    """One row for all such offers."""
    plain = Range.objects.filter(includes_all_products=True, proxy_class=None)
    found = plain.filter(excluded_products=None, excluded_categories=None).order_by("pk").first()
    name = free_name(Range, "All products")
    return found or Range.objects.create(name=name, includes_all_products=True)


def _write_code(voucher: Voucher, terms: Terms) -> None:
    voucher.code = terms.code
    voucher.usage = voucher.ONCE_PER_CUSTOMER if terms.is_once_each else voucher.MULTI_USE
    voucher.start_datetime, voucher.end_datetime = start_of(terms.since), end_of(terms.limits.until)
    voucher.save()


def _drop_unused(*rules: AbstractBenefit | AbstractCondition) -> None:
    for rule in rules:
        if not rule.offers.exists():
            rule.delete()
