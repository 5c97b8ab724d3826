"""A real Chromium on a real server. Each page is watched: any fault it meets fails its test."""

import os
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from tests.browser.evidence import evidence
from tests.browser.faults import Faults
from tests.browser.shopper import Shopper

PHONE: ViewportSize = {"width": 360, "height": 740}
DESKTOP: ViewportSize = {"width": 1440, "height": 900}
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # Pages live for a second: another process for what is drawn, or code made faster, doesn't pay.
    "--in-process-gpu",
    "--disable-software-rasterizer",
    "--js-flags=--no-opt --no-maglev --single-threaded",
]
HERE = Path(__file__).parent
ROOT = Path(settings.BASE_DIR)
PICTURES = ROOT / "build" / "browser"
# Playwright's loop runs in the test's thread, where Django would refuse the ORM.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.django_db(transaction=True))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Iterator[None]:
    report: Any = yield
    setattr(item, f"report_{report.when}", report)
    if report.failed:
        for title, words in evidence(item):
            report.sections.append((title, words))
            PICTURES.mkdir(parents=True, exist_ok=True)
            (PICTURES / f"{item.name} {title}.txt").write_text(words)
    return report


@pytest.fixture(autouse=True)
def _one_style_sheet(settings: Any) -> None:
    """Bundled as in production; otherwise each page would ask the server for eighty files."""
    settings.COMPRESS_ENABLED = True


@pytest.fixture(autouse=True)
def _connections_stay_open(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server's threads keep theirs to the next request; opening one was a tenth of each page's work.

    SQLite's file may be laid anew below them, PostgreSQL's database may not.
    """
    if connection.vendor == "sqlite":
        monkeypatch.setitem(connection.settings_dict, "CONN_MAX_AGE", None)


@pytest.fixture
def saved_by_hand(settings: Any) -> None:
    """Switch Wagtail's autosave off: its answer redraws dialogs while a test presses their buttons.

    The shorter walks keep it on, as people have it (test_cms.py, test_writing.py).
    """
    settings.WAGTAIL_AUTOSAVE_INTERVAL = 0


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser process for each test process."""
    command = [ROOT / "bin/chromium"]
    found = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    path = found.stdout.strip()
    if not path:
        refuse = pytest.fail if os.environ.get("CI") else pytest.skip
        refuse(found.stderr)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(
    chromium: Browser, live_server: Any, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Page]]:
    """Open a watched page: `open_page(viewport, java_script_enabled=False)`."""
    opened: list[tuple[Page, Faults]] = []

    def open_one(viewport: dict[str, int], **options: Any) -> Page:
        context = chromium.new_context(
            viewport=viewport,  # type: ignore[arg-type]
            base_url=live_server.url,
            reduced_motion="reduce",
            **options,
        )
        page = context.new_page()
        page.set_default_timeout(10_000)
        opened.append((page, Faults(page, live_server.url)))
        return page

    yield open_one
    failed = getattr(getattr(request.node, "report_call", None), "failed", False)
    for number, (page, _) in enumerate(opened):
        if failed:
            PICTURES.mkdir(parents=True, exist_ok=True)
            page.screenshot(path=PICTURES / f"{request.node.name}-{number}.png", full_page=True)
        page.goto("about:blank")  # nothing may still ask the server while the database is laid anew
        page.context.close()
    faults = [fault for _, watched in opened for fault in watched.seen]
    assert not faults, "\n".join(faults)


@pytest.fixture
def phone(open_page: Callable[..., Page]) -> Page:
    return open_page(PHONE, has_touch=True)


@pytest.fixture
def desktop(open_page: Callable[..., Page]) -> Page:
    return open_page(DESKTOP)


@pytest.fixture
def shopper(phone: Page) -> Shopper:
    """A shopper with a phone."""
    return Shopper(phone)
