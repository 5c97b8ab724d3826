"""Registry of checks. Rooms above monitoring register their own, such as payments in review."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Check:
    """One thing to look at.

    `title` is its name for the owner, `fine` a sentence while it works; `problem` returns a sentence, or ""
    while all is well. `is_public` checks are named, without details, to strangers at `/readyz`.
    """

    name: str
    title: str
    fine: str
    problem: Callable[[], str]
    is_public: bool = True


_registered: dict[str, Check] = {}


def register(check: Check) -> None:
    """Add a check; called from an app's `ready()`. Raises ValueError for a name already taken."""
    if check.name in _registered:
        raise ValueError(f"The check {check.name!r} is registered twice")
    _registered[check.name] = check


def all_checks() -> list[Check]:
    """All checks in the order of their registration."""
    return list(_registered.values())
