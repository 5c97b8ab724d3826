"""The process that loads the shop and becomes granian."""

from types import SimpleNamespace
from typing import Any

import pytest
from granian.server.common import AbstractServer

from shop.web.preload import stop_once

MOST = 3


class Interrupted:
    """An event during whose `set` the same signal arrives again, as often as it is handled."""

    def __init__(self, server: Any) -> None:
        self.server = server
        self.entered = 0

    def set(self) -> None:
        self.entered += 1
        if self.entered < MOST:
            AbstractServer.signal_handler_interrupt(self.server)  # type: ignore[no-untyped-call]


def entered() -> int:
    """How often the event's lock was asked for within one signal."""
    server: Any = SimpleNamespace(interrupt_signal=False)
    server.main_loop_interrupt = Interrupted(server)
    AbstractServer.signal_handler_interrupt(server)  # type: ignore[no-untyped-call]
    assert server.interrupt_signal
    return int(server.main_loop_interrupt.entered)


@pytest.fixture(autouse=True)
def _granians_own(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the test replaces comes back afterwards."""
    monkeypatch.setattr(AbstractServer, "signal_handler_interrupt", AbstractServer.signal_handler_interrupt)


def test_a_second_signal_within_the_first_asks_for_no_lock() -> None:
    stop_once()
    assert entered() == 1


def test_granian_alone_would_ask_again() -> None:
    """The control: for a real event that is a lock which the same thread holds already."""
    assert entered() == MOST
