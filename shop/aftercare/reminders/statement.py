"""The words a buyer agrees to with a reminder. A version that was ever shown stays here unchanged."""

from collections.abc import Mapping
from typing import Final

STATEMENTS: Final[Mapping[int, str]] = {
    1: (
        "Email me once, at {email}, before the oil I choose here is likely to run low. "
        "{shop} sends this one email and uses my address for nothing else because of it. "
        "I can stop it with one click."
    ),
}
CURRENT: Final = max(STATEMENTS)


def statement(*, email: str, shop: str, version: int = CURRENT) -> str:
    """The statement as the buyer reads it; raises KeyError for an unknown version."""
    return STATEMENTS[version].format(email=email, shop=shop)
