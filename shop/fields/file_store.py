"""Detects that the storage of uploads, which may be another machine, is away, so that forms say so."""

from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage

AWAY = "We can’t store files just now. Please try again in a few minutes."
NOBODYS = "is-anybody-there"


class StoreAway(OSError):
    """The place where uploads are stored does not answer."""


def is_store_away(error: BaseException | None) -> bool:
    """Whether an error or one of its causes means that the store is away."""
    while error is not None:
        if isinstance(error, StoreAway):
            return True
        error = error.__cause__ or error.__context__
    return False


def check_store() -> None:
    """Raise ValidationError while no file can be stored. Asks for a file that nobody has."""
    try:
        default_storage.exists(NOBODYS)
    except StoreAway as error:
        raise ValidationError(AWAY, code="store_away") from error
