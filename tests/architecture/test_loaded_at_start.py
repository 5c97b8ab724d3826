"""What a web server has loaded before it forks its workers."""

import json
import os
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings

# Each weighs megabytes and is for one job of the task worker, of staff or of the tests.
HEAVY = {
    "weasyprint", "fontTools", "boto3", "botocore", "openpyxl", "lxml", "holidays", "redis", "dns",
    "markdown_it", "hypothesis", "pytest",
}  # fmt: skip
PROGRAM = """
import json, sys, threading
from shop.web.preload import load
load()
from django.db import connections
from shop.web.immortal import HIGHEST
from shop.basket.views import BasketView
print(json.dumps({
    "modules": sorted({name.partition(".")[0] for name in sys.modules}),
    "counted": sys.getrefcount(BasketView.dispatch) < HIGHEST,
    "threads": threading.active_count(),
    "connected": [one.alias for one in connections.all() if one.connection is not None],
}))
"""


@pytest.fixture(scope="module")
def loaded() -> Any:
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "shop.settings.demo"}
    command = [sys.executable, "-c", PROGRAM]
    done = subprocess.run(command, env=env, cwd=settings.BASE_DIR, capture_output=True, check=True)  # noqa: S603
    return json.loads(done.stdout)


def test_it_is_only_what_pages_need(loaded: Any) -> None:
    assert HEAVY & set(loaded["modules"]) == set()


def test_neither_threads_nor_connections_are_forked(loaded: Any) -> None:
    """A worker would have half of them."""
    assert loaded["threads"] == 1
    assert loaded["connected"] == []


def test_using_it_copies_none_of_it(loaded: Any) -> None:
    assert not loaded["counted"]
