"""Every kind of email, registered by the app that knows what it says."""

from collections.abc import Callable
from dataclasses import dataclass

from shop.mail.compose import Content, staff_notice

SIX_YEARS = 6 * 365 + 2
NOTICE_DAYS = 90
Compose = Callable[..., Content | None]


@dataclass(frozen=True)
class Kind:
    """How emails of one kind are written and how long they are stored.

    `compose` gets the row's `args` and returns None where the email is no longer needed. `recipient`, where
    there is one, gets them too and says where it goes when it is sent again. `has_secret_link` marks a link
    that signs somebody in: the text isn't stored, and each attempt writes it anew.
    """

    name: str
    label: str
    compose: Compose
    keep_days: int
    has_secret_link: bool = False
    recipient: Callable[..., str] | None = None


_kinds: dict[str, Kind] = {}


def register(
    name: str,
    *,
    label: str,
    compose: Compose,
    keep_days: int,
    has_secret_link: bool = False,
    recipient: Callable[..., str] | None = None,
) -> None:
    """Make a kind known; called from an app's `ready()`. Raises ValueError for a name already taken."""
    if name in _kinds:
        raise ValueError(f"The kind of email {name!r} is registered twice")
    _kinds[name] = Kind(name, label, compose, keep_days, has_secret_link, recipient)


def register_notice(name: str, *, label: str) -> None:
    """A plain email to people who work here; its `args` are `subject` and `text`."""
    register(name, label=label, compose=staff_notice, keep_days=NOTICE_DAYS)


def kind_of(name: str) -> Kind:
    """The kind with that name; raises KeyError."""
    return _kinds[name]


def label_of(name: str) -> str:
    """A kind's name for staff; the bare name where the kind is gone."""
    return _kinds[name].label if name in _kinds else name


def all_kinds() -> list[Kind]:
    """All kinds by name."""
    return [_kinds[name] for name in sorted(_kinds)]
