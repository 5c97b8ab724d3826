"""The shelf is built by one thread, and nobody waits for it who has one already."""

import gc
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from threading import Event
from time import sleep
from typing import Any

import pytest

from shop import versions
from shop.catalogue import shelf as module
from shop.catalogue.shelf import Shelf, current_shelf
from shop.versions import Built


@pytest.fixture
def builds(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """A builder that takes until it is allowed to end, and counts."""
    state: dict[str, Any] = {"version": "1", "begun": [], "begin": Event(), "end": Event()}

    def build(version: str) -> Shelf:
        state["begun"].append(version)
        state["begin"].set()
        assert state["end"].wait(10)
        return Shelf(version, [], {}, {})

    monkeypatch.setattr(module, "_built", Built())
    monkeypatch.setattr(module, "build_shelf", build)
    monkeypatch.setattr(module, "catalogue_version", lambda: state["version"])
    return state


def test_eight_who_ask_at_once_build_one_shelf(builds: dict[str, Any]) -> None:
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(current_shelf) for _ in range(8)]
        builds["end"].set()
        assert {found.result().version for found in asked} == {"1"}
    assert builds["begun"] == ["1"]


@pytest.fixture
def rebuilding(builds: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Somebody is building the shelf anew and takes as long as the test likes."""
    builds["end"].set()
    current_shelf()
    builds["end"].clear()
    builds["begin"].clear()
    builds["version"] = "2"
    with ThreadPoolExecutor(1) as pool:
        pool.submit(current_shelf)
        builds["begin"].wait(10)
        yield builds
        builds["end"].set()


def test_while_one_rebuilds_the_others_see_the_old_one(rebuilding: dict[str, Any]) -> None:
    assert current_shelf().version == "1"
    rebuilding["end"].set()


def test_nobody_sees_the_old_one_for_long(
    rebuilding: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(versions, "OLD_SECONDS", 0)
    with ThreadPoolExecutor(1) as pool:
        late = pool.submit(current_shelf)
        sleep(0.05)
        assert not late.done()
        rebuilding["end"].set()
        assert late.result(10).version == "2"
    assert rebuilding["begun"] == ["1", "2"]


def test_the_collector_is_on_again_after_a_build_that_failed(builds: dict[str, Any]) -> None:
    def fail(version: str) -> Shelf:
        assert not gc.isenabled()
        raise OSError

    with pytest.raises(OSError):
        Built[Shelf]().current("1", fail)
    assert gc.isenabled()
