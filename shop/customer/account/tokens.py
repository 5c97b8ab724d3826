"""Signed links that confirm an email address: valid for a week, once, and for one purpose."""

from dataclasses import dataclass

from django.core import signing

from shop.accounts.models import User

SALT = "shop.customer.email"
DAYS = 7


@dataclass(frozen=True)
class EmailProof:
    """The account that a link belongs to and the address it confirms."""

    user: User
    email: str


def email_token(user: User, email: str) -> str:
    """A token for the link. A new password, a new address or using the link makes it invalid."""
    return signing.dumps([user.pk, email, state_of(user)], salt=SALT)


def read_email_token(token: str) -> EmailProof | None:
    """The content of a token; None for a forged, used or expired one."""
    try:
        pk, email, state = signing.loads(token, salt=SALT, max_age=DAYS * 24 * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=pk).first()
    if user is None or not user.may_get_links or state != state_of(user):
        return None
    return EmailProof(user, str(email))


def state_of(user: User) -> str:
    """16 characters that change with the password, the address and its confirmation."""
    proof = f"{user.password}|{user.email}|{user.email_confirmed_at}"
    return signing.Signer(salt=SALT).signature(proof)[:16]
