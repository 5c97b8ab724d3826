"""To whom the shop writes when something has stopped."""

from django.core.exceptions import ImproperlyConfigured, ValidationError
from django.core.validators import validate_email


def check_owner(address: str) -> str:
    """The address; raises unless an email can go there."""
    try:
        validate_email(address)
    except ValidationError as error:
        raise ImproperlyConfigured(f"OWNER_EMAIL must be an email address, not {address!r}") from error
    return address
