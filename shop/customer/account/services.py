"""Register, confirm, change and close an account. No response reveals which addresses have one."""

import secrets
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth import password_validation
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import AnonymousUser
from django.db import IntegrityError, transaction
from django.dispatch import receiver
from django.utils import timezone
from oscar.core.loading import get_model

from shop.accounts.models import User
from shop.accounts.sign_ins import end_other_sign_ins
from shop.catalogue.reviews.models import ProductReview
from shop.catalogue.reviews.writing import erase_author
from shop.catalogue.version import bump_catalogue_version
from shop.customer.account.tokens import DAYS, EmailChange, state_of
from shop.fields.email_address import tidy
from shop.london import iso
from shop.mail import outbox
from shop.order.models import Order
from shop.signals import account_closed, end_marketing
from shop.web.rate_limits import forget


@transaction.atomic
def register(*, email: str, password: str) -> str:
    """Create a pending account and email its confirmation link; an existing account gets a note instead.

    A pending account can't sign in. Registering its address again replaces the password, so that an
    attacker can't register someone's address first and wait for its owner to confirm it. Other accounts
    stay unchanged. A password is hashed in each case, so that the response time reveals nothing.
    Returns a mark for the session, by which `may_confirm` recognises this browser.
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
    except IntegrityError:  # a simultaneous request registered the address
        return secrets.token_hex(8)
    ask_to_confirm(user=user)
    return state_of(user)


def may_confirm(*, user: User, visitor: User | AnonymousUser, mark: str) -> bool:
    """Whether this browser registered the account or is signed in to it. If not, ask for the password."""
    return bool(visitor.pk == user.pk or secrets.compare_digest(mark.encode(), state_of(user).encode()))


def ask_to_confirm(*, user: User, email: str = "") -> None:
    """Email the confirmation link, to the account's address or to a new one for it."""
    address = email or user.email
    outbox.queue("customer.confirm_email", to=address, args={"user_id": user.pk, "email": address})


@transaction.atomic
def ask_to_change_email(*, user: User, email: str) -> None:
    """Email the new address a link that confirms, and the present one a link that refuses.

    Nothing changes before the new address confirms.
    """
    ask_to_confirm(user=user, email=email)
    change = {"user_id": user.pk, "old": user.email, "new": email, "asked_at": iso(timezone.now())}
    outbox.queue("customer.email_change_asked", to=user.email, args=change)


@transaction.atomic
def refuse_email_change(*, change: EmailChange) -> bool:
    """The owner of the former address says that it wasn't them; returns whether the account has it (again).

    Somebody else was signed in and passed the question for the password, so everything by which they could
    come back ends: the sign-ins, the password, and passkeys and apps added since. The former address gets
    a link to choose a new password. False if another account has taken the former address.
    """
    user = User.objects.select_for_update().get(pk=change.user.pk)
    if User.objects.filter(email=change.old).exclude(pk=user.pk).exists():
        return False
    former = user.email
    user.email, user.email_confirmed_at = change.old, timezone.now()
    user.set_unusable_password()  # also ends all sign-ins, and links that are on their way
    user.save(update_fields=["email", "email_confirmed_at", "password"])
    Authenticator.objects.filter(user=user, created_at__gte=change.asked_at).delete()
    end_other_sign_ins(user=user, session_key=None)
    if former != user.email:
        outbox.queue("customer.email_changed", to=former, args={"user_id": user.pk})
    send_reset(email=user.email)
    return True


@transaction.atomic
def confirm_email(*, user: User, email: str) -> bool:
    """Store the confirmed address, activate the account and attach the guest orders with this address.

    Returns False if another account has taken the address in the meantime.
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
        asked_at = iso(timezone.now() - timedelta(days=DAYS))  # the earliest that it can have been
        change = {"user_id": user.pk, "old": former, "new": user.email, "asked_at": asked_at}
        outbox.queue("customer.email_changed", to=former, args=change)
    attach_guest_orders(user=user)
    return True


def attach_guest_orders(*, user: User) -> int:
    """Attach guest orders with the confirmed address to the account; returns how many."""
    if not user.email_confirmed_at:
        return 0
    guests = Order.objects.filter(user=None, guest_email=user.email)
    return guests.update(user=user)


def send_reset(*, email: str) -> None:
    """Email a password reset link if an account may have one."""
    user = User.objects.filter(email=email).first()
    if user and user.may_get_links:
        outbox.queue("customer.password_reset", to=user.email, args={"user_id": user.pk})


@transaction.atomic
def change_password(*, user: User, password: str) -> None:
    """Set a new password for a signed-in customer and email a notice of the change."""
    user.set_password(password)
    user.save(update_fields=["password"])
    outbox.queue("customer.password_changed", to=user.email, args={"user_id": user.pk})


@transaction.atomic
def set_password(*, user: User, password: str) -> User:
    """Set a password behind an emailed link. The link confirms the address as well."""
    user.set_password(password)
    user.save(update_fields=["password"])
    password_validation.password_changed(password, user)
    confirm_email(user=user, email=user.email)
    forget("sign-in.everywhere", user.email)
    outbox.queue("customer.password_changed", to=user.email, args={"user_id": user.pk})
    return user


def works_here(user: User) -> bool:
    """Whether the person works here: then only the owner closes it."""
    return bool(user.is_staff or user.is_superuser or user.groups.exists())


@transaction.atomic
def delete_account(*, user: User, ends_newsletter: bool = False) -> None:
    """Delete an account. Its orders stay for six years, as tax law requires (HMRC Notice 700/21).

    Reviews stay without a name; the address book, wish list, alerts and baskets are deleted. The newsletter
    subscription stays unless `ends_newsletter`, since it doesn't need an account.
    """
    if ends_newsletter:
        end_marketing.send(sender=None, email=user.email)
    user.delete()


@receiver(account_closed, dispatch_uid="customer.detach_records")
def detach_records(user: User, **_: object) -> None:
    """Called by `User.delete`: orders store the address themselves, reviews lose all that is personal."""
    Order.objects.filter(user=user, guest_email="").update(guest_email=user.email)
    Order.objects.filter(user=user).update(user=None)
    erase_author(reviews=ProductReview.objects.filter(user=user))
    get_model("basket", "Basket").objects.filter(owner=user, order=None).delete()
    get_model("basket", "Basket").objects.filter(owner=user).update(owner=None)
    bump_catalogue_version()  # product pages show the reviewer's name
