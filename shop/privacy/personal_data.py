"""Personal data: rooms register here what they export and erase when a person asks.

`exports` and `erases` name the tables that a receiver answers for. A test goes through all models and
fails on one that holds an address or belongs to a user and that nobody answers for.
"""

from collections.abc import Callable
from typing import Any

from django.dispatch import Signal

from shop.signals import collect_personal_data, erase_personal_data

exported: set[str] = set()
erased: set[str] = set()


def exports[Receiver: Callable[..., dict[str, Any]]](*tables: str) -> Callable[[Receiver], Receiver]:
    """Connect a receiver of `collect_personal_data` that answers for these models, such as "order.Order"."""
    return _connect(collect_personal_data, exported, tables)


def erases[Receiver: Callable[..., list[str]]](*tables: str) -> Callable[[Receiver], Receiver]:
    """Connect a receiver of `erase_personal_data`; it names what it removes and what it stores on."""
    return _connect(erase_personal_data, erased, tables)


def _connect(signal: Signal, known: set[str], tables: tuple[str, ...]) -> Callable[[Any], Any]:
    def connect(receiver: Any) -> Any:
        signal.connect(receiver, dispatch_uid=f"{receiver.__module__}.{receiver.__name__}")
        known.update(tables)
        return receiver

    return connect
