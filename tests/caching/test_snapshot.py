"""Snapshots: built by one thread for each version, the old one serves meanwhile, never missing."""

import gc
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from threading import Event

import pytest

from shop.caching import snapshot as module
from shop.caching.snapshot import Snapshot


@dataclass
class Thing:
    version: str


class Workshop:
    """A version that the test changes, and builds that last until the test ends them."""

    def __init__(self) -> None:
        self.built: Snapshot[Thing] = Snapshot()
        self.version, self.made = "1", list[str]()
        self.begun, self.may_end = Event(), Event()
        self.may_end.set()
        self.pool = ThreadPoolExecutor(8)

    def look(self) -> str:
        return self.built.current(lambda: self.version, self.build).version

    def build(self, version: str) -> Thing:
        self.made.append(version)
        self.begun.set()
        assert self.may_end.wait(10)
        return Thing(version)

    def rebuilds(self, version: str) -> Future[str]:
        """A change, and a thread that is still building for it."""
        self.version = version
        self.may_end.clear()
        self.begun.clear()
        builder = self.pool.submit(self.look)
        assert self.begun.wait(10)
        return builder


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock that only the test moves."""
    shown = [1000.0]
    monkeypatch.setattr(module.time, "monotonic", lambda: shown[0])
    return shown


@pytest.fixture
def shop(clock: list[float]) -> Iterator[Workshop]:
    workshop = Workshop()
    workshop.look()
    yield workshop
    workshop.may_end.set()
    workshop.pool.shutdown()


def test_eight_who_ask_at_once_build_one_thing() -> None:
    shop = Workshop()
    shop.may_end.clear()
    asked = [shop.pool.submit(shop.look) for _ in range(8)]
    shop.may_end.set()
    assert {found.result(10) for found in asked} == {"1"}
    assert shop.made == ["1"]


def test_while_one_rebuilds_the_others_see_the_old_one(shop: Workshop) -> None:
    builder = shop.rebuilds("2")
    assert shop.look() == "1"
    shop.may_end.set()
    assert builder.result(10) == shop.look() == "2"


def test_who_waited_for_the_first_gets_it_without_another_build() -> None:
    shop = Workshop()
    shop.may_end.clear()
    builder = shop.pool.submit(shop.look)
    assert shop.begun.wait(10)
    late = shop.pool.submit(shop.look)
    shop.may_end.set()
    assert builder.result(10) == late.result(10) == "1"
    assert shop.made == ["1"]


def broken(version: str) -> Thing:
    raise OSError(version)


def test_where_building_fails_the_old_is_shown_and_it_is_tried_again(
    shop: Workshop, clock: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    shop.version = "2"
    assert shop.built.current(lambda: "2", broken).version == "1"
    assert "could not be built" in caplog.text
    assert shop.look() == "1"
    assert shop.made == ["1"]
    clock[0] += module.RETRY_SECONDS
    assert shop.look() == "2"


def test_without_an_old_one_a_failure_is_a_failure() -> None:
    with pytest.raises(OSError, match="1"):
        Snapshot[Thing]().current(lambda: "1", broken)
    assert gc.isenabled()


def test_the_collector_is_off_until_the_last_of_two_is_ready(shop: Workshop) -> None:
    other = Workshop()
    try:
        first, second = shop.rebuilds("2"), other.rebuilds("2")
        assert not gc.isenabled()
        shop.may_end.set()
        first.result(10)
        assert not gc.isenabled()
        other.may_end.set()
        second.result(10)
        assert gc.isenabled()
    finally:
        other.may_end.set()
        other.pool.shutdown()
