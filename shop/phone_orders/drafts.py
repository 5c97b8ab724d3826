"""A basket in the making: who it is for, what is in it and where it goes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field

from django.db import transaction

from shop.accounts.models import User
from shop.basket.models import Basket
from shop.basket.services import CannotAdd, add_to_basket, change_quantity, remove_line
from shop.basket.vouchers import CodeRefused, apply_code, remove_code
from shop.catalogue.models import Product
from shop.checkout.address_book import as_form_data, saved_addresses
from shop.checkout.details import Details
from shop.checkout.reopen import details_of
from shop.order.models import Order
from shop.phone_orders.models import PaymentLink, State
from shop.phone_orders.quotes import basket_of, buyer_of


class AlreadySent(Exception):
    """The link has been sent: what it is for can't be changed any more, only withdrawn."""


class DraftProblem(Exception):
    """Something can't be added; `field` is where it was typed, the text is for staff."""

    def __init__(self, where: str, text: str) -> None:
        super().__init__(text)
        self.field = where


@dataclass(frozen=True)
class DraftChange:
    """What one click of “Update” asks for; nothing that isn't named is changed."""

    details: Details
    quantities: Mapping[int, int] = field(default_factory=dict)  # by basket line; 0 takes it out
    add: Product | None = None
    pieces: int = 1
    code: str = ""
    drop_codes: tuple[int, ...] = ()


@transaction.atomic
def start_draft(*, by: User, user: User | None = None, guest_order: Order | None = None) -> PaymentLink:
    """An empty basket for an account, for the guest of an earlier order, or for somebody new."""
    details = _known(user, guest_order)
    return PaymentLink.objects.create(
        basket=Basket.objects.create(owner=None),
        user=user,
        email=user.email if user else "",
        details=asdict(details),
        taken_by=by,
    )


def _known(user: User | None, guest_order: Order | None) -> Details:
    """Email, address and telephone as far as we have them; all of it is looked through before it is sent."""
    last = guest_order or (Order.objects.filter(user=user).order_by("-date_placed").first() if user else None)
    details = Details(draft="1")
    if last and last.shipping_address:
        details = details_of(last, was_asked=False)
        details.phone = str(last.shipping_address.phone_number or "")
    elif user and (book := saved_addresses(user)):
        details = Details(**as_form_data(book[0]))
    details.email = user.email if user else details.email
    details.not_asked, details.method = "1", ""
    return details


@transaction.atomic
def update_draft(*, link: PaymentLink, change: DraftChange) -> list[str]:
    """Apply a change and return what there is to say about it. Raises AlreadySent or DraftProblem."""
    link = (
        PaymentLink.objects.select_for_update(of=("self",)).select_related("basket", "user").get(pk=link.pk)
    )
    if link.state != State.DRAFT:
        raise AlreadySent
    link.details = asdict(change.details)
    link.save(update_fields=["details"])
    notes = [*_change_lines(link, change), *_add(link, change)]
    return [*notes, *_change_codes(link, change)]


def _change_lines(link: PaymentLink, change: DraftChange) -> list[str]:
    basket = basket_of(link)
    held = dict(basket.lines.values_list("pk", "quantity"))
    notes = []
    for line_id, quantity in change.quantities.items():
        if line_id not in held or held[line_id] == quantity:
            continue
        try:
            if not quantity:
                remove_line(basket=basket, line_id=line_id)
                continue
            note = change_quantity(basket=basket, line_id=line_id, quantity=quantity).note
            notes += [note] if note else []
        except CannotAdd as problem:
            raise DraftProblem(f"quantity_{line_id}", str(problem)) from problem
    return notes


def _add(link: PaymentLink, change: DraftChange) -> list[str]:
    if change.add is None:
        return []
    try:
        return [add_to_basket(basket=basket_of(link), product=change.add, quantity=change.pieces).text]
    except CannotAdd as problem:
        raise DraftProblem("scan", str(problem)) from problem


def _change_codes(link: PaymentLink, change: DraftChange) -> list[str]:
    for voucher_id in change.drop_codes:
        remove_code(basket=basket_of(link), voucher_id=voucher_id)
    if not change.code:
        return []
    try:
        return [apply_code(basket=basket_of(link), user=buyer_of(link), code=change.code)]
    except CodeRefused as problem:
        raise DraftProblem("code", str(problem)) from problem
