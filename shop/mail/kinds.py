"""Registry of email kinds. Each app registers how its own emails are composed."""

from collections.abc import Callable
from dataclasses import dataclass

from shop.mail.compose import Content, staff_notice

SIX_YEARS = 6 * 365 + 2
NOTICE_DAYS = 90
Compose = Callable[..., Content | None]


@dataclass(frozen=True)
class Kind:
    """How emails of one kind are composed and how long they are stored.

    `moment` tells staff in a sentence when it leaves; each kind that owners may write words for has one.
    `compose` gets the row's `args` and returns None if the email is no longer needed. `recipient`, if given,
    gets them too and returns the address for sending again. `has_secret_link` marks emails with a link that
    signs the recipient in: their text isn't stored but composed anew for each attempt. `is_fixed` marks those
    whose words are written and read before sending, on a screen of their own.
    """

    name: str
    label: str
    compose: Compose
    keep_days: int
    has_secret_link: bool = False
    recipient: Callable[..., str] | None = None
    is_fixed: bool = False
    moment: str = ""


_kinds: dict[str, Kind] = {}


def register(
    name: str,
    *,
    label: str,
    compose: Compose,
    keep_days: int,
    has_secret_link: bool = False,
    recipient: Callable[..., str] | None = None,
    is_fixed: bool = False,
    moment: str = "",
) -> None:
    """Register a kind; called from an app's `ready()`. Raises ValueError for a name already taken."""
    if name in _kinds:
        raise ValueError(f"The kind of email {name!r} is registered twice")
    _kinds[name] = Kind(name, label, compose, keep_days, has_secret_link, recipient, is_fixed, moment)


def register_notice(name: str, *, label: str) -> None:
    """Register a plain-text email to staff; its `args` are `subject` and `text`."""
    register(name, label=label, compose=staff_notice, keep_days=NOTICE_DAYS)


def kind_of(name: str) -> Kind:
    """The kind with that name; raises KeyError."""
    return _kinds[name]


def label_of(name: str) -> str:
    """A kind's name for staff; the bare name if no app registers the kind any more."""
    return _kinds[name].label if name in _kinds else name


def all_kinds() -> list[Kind]:
    """All kinds by name."""
    return [_kinds[name] for name in sorted(_kinds)]
