"""The Redis of bin/with-redis for tests that are marked with `redis`."""

import os
from collections.abc import Iterator

import pytest
from redis import Redis

WORKER = os.environ.get("PYTEST_XDIST_WORKER", "gw0")


@pytest.fixture
def redis_url() -> Iterator[str]:
    """The address of an empty database of this test process alone."""
    given = os.environ.get("REDIS_URL", "")
    if not given:
        assert "CI" not in os.environ, "bin/with-redis starts it"
        pytest.skip("needs Redis: bin/with-redis .venv/bin/python -m pytest -m redis")
    url = f"{given.removesuffix('/0')}/{int(WORKER.removeprefix('gw')) + 1}"
    with Redis.from_url(url) as server:
        server.flushdb()
        yield url
        server.flushdb()
