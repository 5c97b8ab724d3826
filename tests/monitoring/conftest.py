"""No sign of life is left from another test."""

from collections.abc import Iterator

import pytest

from shop.monitoring import heartbeats


@pytest.fixture(autouse=True)
def _forget_beats() -> Iterator[None]:
    heartbeats._last_beat.clear()
    yield
    heartbeats._last_beat.clear()
