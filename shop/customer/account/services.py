"""Opening, proving, changing and closing an account. No answer tells a stranger which addresses we know."""

from typing import Any

from django.contrib.auth import password_validation
from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, transaction
from django.utils import timezone
from oscar.core.loading import get_model

from shop.accounts.models import User
from shop.customer import tasks
from shop.order.models import Order


def _find(email: str) -> Any:
    return User.objects.filter(email__iexact=email.strip(), is_active=True).first()


@transaction.atomic
def register(*, email: str, password: str) -> None:
    """Open an account that counts once its address is confirmed; the caller says the same to everybody.

    Until then whoever registers the address anew replaces the password, so that nobody can lie
    in wait in an account for its real owner. Hashing takes as long for a known address.
    """
    user = _find(email)
    if user and user.email_confirmed_at:
        make_password(password)
        transaction.on_commit(lambda: tasks.send_account_exists.enqueue(user.pk))
        return
    if user is None:
        try:
            with transaction.atomic():
                user = User.objects.create_user(email.strip(), password)
        except IntegrityError:  # registered in another window at this very moment
            return
    else:
        user.set_password(password)
        user.save(update_fields=["password"])
    ask_to_confirm(user=user)


def ask_to_confirm(*, user: Any, email: str = "") -> None:
    """Mail the link that proves an address: the account's own, or a new one for it."""
    address = email or user.email
    transaction.on_commit(lambda: tasks.send_email_proof.enqueue(user.pk, address))


@transaction.atomic
def confirm_email(*, user: Any, email: str) -> bool:
    """The address is proved: keep it, and bring home the orders made with it as a guest.

    False when somebody else has confirmed the address meanwhile.
    """
    taken = User.objects.filter(email__iexact=email, email_confirmed_at__isnull=False).exclude(pk=user.pk)
    if taken.exists():
        return False
    User.objects.filter(email__iexact=email, email_confirmed_at=None).exclude(pk=user.pk).delete()
    former = user.email
    user.email, user.email_confirmed_at = email, timezone.now()
    user.save(update_fields=["email", "email_confirmed_at"])
    if former.lower() != email.lower():
        transaction.on_commit(lambda: tasks.send_email_changed.enqueue(user.pk, former))
    claim_guest_orders(user=user)
    return True


def claim_guest_orders(*, user: Any) -> int:
    """Give a person the orders made as a guest with their proved address; returns how many."""
    if not user.email_confirmed_at:
        return 0
    guests = Order.objects.filter(user=None, guest_email__iexact=user.email)
    return guests.update(user=user)


def send_reset(*, email: str) -> None:
    """Mail the way to a new password, if there is an account."""
    if user := _find(email):
        transaction.on_commit(lambda: tasks.send_password_reset.enqueue(user.pk))


@transaction.atomic
def set_password(*, user: Any, password: str) -> Any:
    """Set a password behind a mailed link, which proves the address as well."""
    user.set_password(password)
    user.save(update_fields=["password"])
    password_validation.password_changed(password, user)
    confirm_email(user=user, email=user.email)
    return user


@transaction.atomic
def delete_account(*, user: Any) -> None:
    """Erase a person; orders stay without them, as tax law wants them for six years (uk-rules N11).

    Reviews stay without a name, the address book, wish list, alerts and baskets go.
    """
    Order.objects.filter(user=user, guest_email="").update(guest_email=user.email)
    Order.objects.filter(user=user).update(user=None)
    get_model("reviews", "ProductReview").objects.filter(user=user).update(user=None, name="", email="")
    get_model("basket", "Basket").objects.filter(owner=user, order=None).delete()
    get_model("basket", "Basket").objects.filter(owner=user).update(owner=None)
    user.delete()
