"""The soft opt-in: buyers who didn't refuse may be emailed about similar products (PECR reg. 22(3))."""

from typing import Any, Protocol

from django.db import transaction
from django.db.models.functions import Coalesce
from django.dispatch import receiver
from django.utils import timezone

from guides.newsletter import statements
from guides.newsletter.consent.privacy_version import current_version
from guides.newsletter.email_digest import digest
from guides.newsletter.models import BuyerChoice, Consent, Permission, Subscriber, Suppression
from shop.fields.email_address import BadAddress, normalise
from shop.signals import marketing_choice_made
from shop.trader.header import shop_name


class PlacedOrder(Protocol):
    """The fields of an order that matter here."""

    number: str
    email: str


@receiver(marketing_choice_made, dispatch_uid="newsletter.asked_buyer")
def store_choice(order: PlacedOrder, refused: bool, **_: object) -> None:
    """Store the answer given at the checkout; it takes effect once the order is paid."""
    try:
        email = normalise(order.email)
    except BadAddress:
        return
    choice = BuyerChoice(order_number=order.number, email=email, refused=refused)
    BuyerChoice.objects.bulk_create([choice], ignore_conflicts=True)


@transaction.atomic
def carry_out(*, order_number: str) -> None:
    """Store the refusal or the permission once per order; a suppressed address gets no permission."""
    choice = BuyerChoice.objects.select_for_update().filter(order_number=order_number).first()
    if choice is None:
        return
    choice.delete()
    hashed = digest(choice.email)
    if choice.refused:
        _refuse(hashed, choice)
    elif not Suppression.objects.filter(email_hash=hashed).exists():
        _permit(hashed, choice)


def _refuse(hashed: str, choice: BuyerChoice) -> None:
    """A refusal also ends the permission of an earlier purchase."""
    person = Subscriber.objects.filter(email=choice.email).first()
    Permission.objects.filter(subscriber=person, purpose=statements.SOFT).delete()
    _append(person, hashed, choice, Consent.REFUSED)


def _permit(hashed: str, choice: BuyerChoice) -> None:
    now = timezone.now()
    state: dict[str, Any] = {"state": Subscriber.CONFIRMED, "confirmed_at": now, "active_at": now}
    person, made = Subscriber.objects.get_or_create(
        email=choice.email, defaults={"email_hash": hashed, "source": "checkout", **state}
    )
    if not made:  # the update locks the row until the commit, as lock_subscriber() would
        state["confirmed_at"] = Coalesce("confirmed_at", now)
        Subscriber.objects.filter(pk=person.pk).update(**state)
    _append(person, hashed, choice, Consent.CONFIRMED)
    permission = Permission(subscriber=person, purpose=statements.SOFT, scope="")
    Permission.objects.bulk_create([permission], ignore_conflicts=True)


def _append(person: Subscriber | None, hashed: str, choice: BuyerChoice, action: str) -> None:
    words = statements.statement(statements.SOFT)
    Consent.objects.create(
        subscriber=person,
        email_hash=hashed,
        purpose=statements.SOFT,
        action=action,
        wording=words.text(shop=shop_name()),
        wording_version=words.version,
        privacy_version=current_version(),
        source="checkout",
        page="/checkout/",
        basis=f"bought: order {choice.order_number}"[:200],
    )
