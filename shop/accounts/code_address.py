"""The address that allauth emails codes to: always the account's own, of which allauth has a copy."""

from allauth.account.models import EmailAddress

from shop.accounts.models import User


def follow_address(user: User) -> None:
    """Bring allauth's copy up to date, for example after a change of address."""
    own = EmailAddress.objects.filter(user=user, email=user.email, verified=True)
    if own.exists() and not EmailAddress.objects.filter(user=user).exclude(email=user.email).exists():
        return
    EmailAddress.objects.filter(user=user).delete()
    EmailAddress.objects.filter(email=user.email).delete()  # of an account that had this address before
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
