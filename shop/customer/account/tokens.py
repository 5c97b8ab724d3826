"""Signed links that confirm an email address, valid for a week and once, or that refuse its change."""

from dataclasses import dataclass
from datetime import datetime

from django.core import signing

from shop.accounts.models import User

SALT = "shop.customer.email"
DAYS = 7
REFUSE_SALT = "shop.customer.email_change"
REFUSE_DAYS = 14


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


@dataclass(frozen=True)
class EmailChange:
    """A change of address that its former address may refuse: before it is confirmed, or afterwards."""

    user: User
    old: str
    new: str
    asked_at: datetime

    @property
    def has_happened(self) -> bool:
        return bool(self.user.email == self.new)


def refuse_token(*, user_id: int, old: str, new: str, asked_at: str) -> str:
    """A token for the link in the email to the former address. `asked_at` is in ISO format."""
    return signing.dumps([user_id, old, new, asked_at], salt=REFUSE_SALT)


def read_refuse_token(token: str) -> EmailChange | None:
    """The change; None for a forged or expired token, or once the account has a third address."""
    try:
        pk, old, new, asked_at = signing.loads(token, salt=REFUSE_SALT, max_age=REFUSE_DAYS * 24 * 3600)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    user = User.objects.filter(pk=pk, is_active=True).first()
    if user is None or user.email not in (old, new):
        return None
    return EmailChange(user, str(old), str(new), datetime.fromisoformat(asked_at))
