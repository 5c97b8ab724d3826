"""Opening, proving, changing and closing an account. No answer tells a stranger which addresses we know."""

import secrets
from typing import Any

from django.contrib.auth import password_validation
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.dispatch import receiver
from django.utils import timezone
from oscar.core.loading import get_model

from shop.accounts.models import User
from shop.catalogue.version import bump_catalogue_version
from shop.customer.account.tokens import state_of
from shop.fields.email_address import tidy
from shop.mail import outbox
from shop.order.models import Order
from shop.signals import account_closed, end_marketing
from shop.web.rate_limits import forget


@transaction.atomic
def register(*, email: str, password: str) -> str:
    """Note a wish for an account and write to the address; the caller says the same to everybody.

    The account can't be used before the mailed link was pressed: even the right password is told
    nothing else than a wrong one. Until then whoever registers the address anew replaces the
    password, so that nobody can lie in wait in it for its real owner; any other account, whoever
    made it, stays as it is. Hashing takes as long for a known address. Returns the mark by which
    `may_confirm` knows this browser again.
    """
    user = User.objects.select_for_update().filter(email=email).first()
    if user and not user.is_pending:
        make_password(password)
        outbox.queue("customer.account_exists", to=user.email, args={"user_id": user.pk})
        return secrets.token_hex(8)
    user = user or User(email=tidy(email), is_active=False)
    user.set_password(password)
    try:
        with transaction.atomic():
            user.save()
    except IntegrityError:  # registered in another window at this very moment
        return secrets.token_hex(8)
    ask_to_confirm(user=user)
    return state_of(user)


def may_confirm(*, user: Any, visitor: Any, mark: str) -> bool:
    """Whether this browser registered the account, or is signed in to it; else the password must show it."""
    return bool(visitor.pk == user.pk or secrets.compare_digest(mark.encode(), state_of(user).encode()))


def ask_to_confirm(*, user: Any, email: str = "") -> None:
    """Email the link that proves an address: the account's own, or a new one for it."""
    address = email or user.email
    outbox.queue("customer.confirm_email", to=address, args={"user_id": user.pk, "email": address})


@transaction.atomic
def confirm_email(*, user: Any, email: str) -> bool:
    """The address is proved: keep it, and bring home the orders made with it as a guest.

    False when somebody else has an account with the address meanwhile.
    """
    other = User.objects.filter(email=email).exclude(pk=user.pk).first()
    if other and not other.is_pending:
        return False
    if other:
        other.delete()
    former = user.email
    user.is_active = user.may_get_links
    user.email, user.email_confirmed_at = email, timezone.now()
    user.save(update_fields=["email", "email_confirmed_at", "is_active"])
    if former != user.email:
        outbox.queue("customer.email_changed", to=former, args={"user_id": user.pk})
    attach_guest_orders(user=user)
    return True


def attach_guest_orders(*, user: Any) -> int:
    """Give a person the orders made as a guest with their proved address; returns how many."""
    if not user.email_confirmed_at:
        return 0
    guests = Order.objects.filter(user=None, guest_email=user.email)
    return guests.update(user=user)


def send_reset(*, email: str) -> None:
    """Email the link to a new password, if there is an account."""
    user = User.objects.filter(email=email).first()
    if user and user.may_get_links:
        outbox.queue("customer.password_reset", to=user.email, args={"user_id": user.pk})


@transaction.atomic
def change_password(*, user: Any, password: str) -> None:
    """Set a new password for somebody who has just given the old one, and tell the address."""
    user.set_password(password)
    user.save(update_fields=["password"])
    outbox.queue("customer.password_changed", to=user.email, args={"user_id": user.pk})


@transaction.atomic
def set_password(*, user: Any, password: str) -> Any:
    """Set a password behind a mailed link, which proves the address as well."""
    user.set_password(password)
    user.save(update_fields=["password"])
    password_validation.password_changed(password, user)
    confirm_email(user=user, email=user.email)
    forget("sign-in.everywhere", user.email)
    outbox.queue("customer.password_changed", to=user.email, args={"user_id": user.pk})
    return user


def works_here(user: Any) -> bool:
    """Whether somebody has rights in the dashboard or the CMS: then the owner closes the account."""
    return bool(user.is_staff or user.is_superuser or user.groups.exists())


@transaction.atomic
def delete_account(*, user: Any, ends_newsletter: bool = False) -> None:
    """Erase a person; orders stay without them, as tax law wants them for six years (uk-rules N11).

    Reviews stay without a name, the address book, wish list, alerts and baskets go. The newsletter goes on
    unless it is ended, too: people may want it without an account.
    """
    if ends_newsletter:
        end_marketing.send(sender=None, email=user.email)
    user.delete()


@receiver(account_closed, dispatch_uid="customer.let_go")
def let_go(user: Any, **_: Any) -> None:
    """Called by User.delete, whatever way a person goes: orders keep the address, reviews stay nameless."""
    Order.objects.filter(user=user, guest_email="").update(guest_email=user.email)
    Order.objects.filter(user=user).update(user=None)
    get_model("reviews", "ProductReview").objects.filter(user=user).update(user=None, name="", email="")
    get_model("basket", "Basket").objects.filter(owner=user, order=None).delete()
    get_model("basket", "Basket").objects.filter(owner=user).update(owner=None)
    bump_catalogue_version()  # the reviews' pages show the name
