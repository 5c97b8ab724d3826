"""Registry for subject access and erasure: each room registers what it exports and erases.

`exports` and `erases` name the models that a receiver covers. A test walks all models and fails for one
that has an email address or a user and that no receiver covers.
"""

from collections.abc import Callable
from typing import Any

from django.db import transaction
from django.dispatch import Signal

from shop.signals import collect_personal_data, erase_personal_data

exported: set[str] = set()
erased: set[str] = set()


def data_of(email: str) -> dict[str, Any]:
    """All personal data of an address, collected from every room."""
    found: dict[str, Any] = {"email": email}
    answers: Any = collect_personal_data.send(sender=None, email=email)
    for _, part in answers:
        found |= part
    return found


@transaction.atomic
def erase_all(*, email: str) -> list[str]:
    """Erase what no law retains; returns sentences saying what was removed, and what is retained and why."""
    answers: Any = erase_personal_data.send(sender=None, email=email)
    return [line for _, lines in answers for line in lines]


@transaction.atomic
def would_erase(*, email: str) -> list[str]:
    """What `erase_all` would answer now: it is carried out and taken back."""
    lines = erase_all(email=email)
    transaction.set_rollback(True)
    return lines


def exports[Receiver: Callable[..., dict[str, Any]]](*tables: str) -> Callable[[Receiver], Receiver]:
    """Connect a receiver of `collect_personal_data` that covers these models, such as "order.Order"."""
    return _connect(collect_personal_data, exported, tables)


def erases[Receiver: Callable[..., list[str]]](*tables: str) -> Callable[[Receiver], Receiver]:
    """Connect a receiver of `erase_personal_data`; it returns sentences on what was removed or retained."""
    return _connect(erase_personal_data, erased, tables)


def _connect(signal: Signal, known: set[str], tables: tuple[str, ...]) -> Callable[[Any], Any]:
    def connect(receiver: Any) -> Any:
        signal.connect(receiver, dispatch_uid=f"{receiver.__module__}.{receiver.__name__}")
        known.update(tables)
        return receiver

    return connect
