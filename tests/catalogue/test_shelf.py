"""The shelf is built by one thread, and nobody waits for it who has one already."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest

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


def test_while_one_rebuilds_the_others_see_the_old_one(builds: dict[str, Any]) -> None:
    builds["end"].set()
    current_shelf()
    builds["end"].clear()
    builds["begin"].clear()
    builds["version"] = "2"
    with ThreadPoolExecutor(1) as pool:
        first = pool.submit(current_shelf)
        builds["begin"].wait(10)
        assert current_shelf().version == "1"
        builds["end"].set()
        assert first.result().version == "2"
    assert current_shelf().version == "2"
