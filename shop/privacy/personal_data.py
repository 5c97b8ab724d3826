"""Registry for subject access and erasure: each room registers what it exports and erases.

`exports` and `erases` name the models that a receiver covers. A test walks all models and fails for one
that has an email address or a user and that no receiver covers.
"""

from collections.abc import Callable
from typing import Any

from django.dispatch import Signal

from shop.signals import collect_personal_data, erase_personal_data

exported: set[str] = set()
erased: set[str] = set()


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
