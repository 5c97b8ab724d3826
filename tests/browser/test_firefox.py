"""Another engine than Chromium's: Firefox, driven by Puppeteer (`bin/firefox`)."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.browser.test_layout import PAGES

PUPPETEER = Path(settings.BASE_DIR) / "build/firefox/node_modules/puppeteer-core"
DRIVER = PUPPETEER / "lib/esm/puppeteer/puppeteer-core.js"
WALK = Path(__file__).parent / "firefox.mjs"
BROKEN = "data:text/html,<script>nothing()</script><p style='width:2000px'>Wide</p>"


@pytest.fixture
def walk() -> Callable[..., str]:
    """Look at addresses below a base, then buy there; returns what went wrong."""
    firefox = shutil.which("firefox-esr") or shutil.which("firefox")
    if firefox is None or not DRIVER.exists():
        refuse = pytest.fail if os.environ.get("CI") else pytest.skip
        refuse("no Firefox or nothing to drive it: bin/firefox fetches them, and says what it needs")

    def run(base: str, *paths: str) -> str:
        command = ["node", str(WALK), str(DRIVER), str(firefox), base, *paths]
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=180)  # noqa: S603
        return done.stdout + done.stderr

    return run


@pytest.mark.usefixtures("demo_shop")
def test_pages_fit_and_an_order_is_paid(live_server: Any, walk: Callable[..., str]) -> None:
    faults = walk(live_server.url, *PAGES)
    assert not faults, faults


def test_the_walk_finds_faults(walk: Callable[..., str]) -> None:
    """Proves that the walk can fail."""
    faults = walk("", BROKEN)
    assert "script error" in faults
    assert "wider than the screen" in faults
    assert "stopped" in faults
