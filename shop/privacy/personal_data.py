"""What people may ask about themselves; whoever stores something about them connects here.

`exports` and `erases` name the tables that a receiver answers for. A test goes through all models and
fails on one that holds an address or belongs to a user and that nobody answers for.
"""

from collections.abc import Callable
from typing import Any

from django.dispatch import Signal

# Sent with `email=`: a receiver returns what it holds about the address, as a dict of plain values.
collect_personal_data = Signal()
# Sent with `email=` inside a transaction: a receiver forgets what it may, and returns in sentences
# what it removed and what it keeps, with the reason.
erase_personal_data = Signal()

# Sent with `user=` in the transaction that deletes an account, before its row goes, whatever way it goes.
account_closed = Signal()

exported: set[str] = set()
erased: set[str] = set()


def exports[Receiver: Callable[..., dict[str, Any]]](*tables: str) -> Callable[[Receiver], Receiver]:
    """Connect a receiver of `exporting` that answers for these models, such as "order.Order"."""
    return _connect(collect_personal_data, exported, tables)


def erases[Receiver: Callable[..., list[str]]](*tables: str) -> Callable[[Receiver], Receiver]:
    """Connect a receiver of `erasing`; it answers for what it keeps as well as for what it removes."""
    return _connect(erase_personal_data, erased, tables)


def _connect(signal: Signal, known: set[str], tables: tuple[str, ...]) -> Callable[[Any], Any]:
    def connect(receiver: Any) -> Any:
        signal.connect(receiver, dispatch_uid=f"{receiver.__module__}.{receiver.__name__}")
        known.update(tables)
        return receiver

    return connect
