"""Signed links that prove somebody reads an address: single in purpose, short in life, spent by use."""

from dataclasses import dataclass
from typing import Any

from django.core import signing

from shop.accounts.models import User

SALT = "shop.customer.email"
DAYS = 7


@dataclass(frozen=True)
class EmailProof:
    """Whose link it is and which address it proves."""

    user: Any
    email: str


def email_token(user: Any, email: str) -> str:
    """Bound to the password hash and the last proof: a new password or a used link makes it void."""
    return signing.dumps([user.pk, email, state_of(user)], salt=SALT)


def read_email_token(token: str) -> EmailProof | None:
    """What a link proves; None for one that is forged, spent or older than a week."""
    try:
        pk, email, state = signing.loads(token, salt=SALT, max_age=DAYS * 24 * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=pk).first()
    if user is None or not user.may_get_links or state != state_of(user):
        return None
    return EmailProof(user, str(email))


def state_of(user: Any) -> str:
    """Changes with the password, the address and its proof."""
    proof = f"{user.password}|{user.email}|{user.email_confirmed_at}"
    return signing.Signer(salt=SALT).signature(proof)[:16]
