"""Every page passes the Nu HTML checker (`bin/vnu`), errors and warnings both: one Java for all pages."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings

from tests.crawl.conftest import Crawl

JAR = Path(settings.BASE_DIR) / "build/vnu/node_modules/vnu-jar/build/dist/vnu.jar"
FAULTY = "faulty"
# The checker's words, and why we leave it.
ALLOWED = {
    "Trailing slash on void elements": "Wagtail writes rich text so; it is valid and changes nothing.",
}


@pytest.fixture(scope="module")
def checker() -> list[str]:
    java = shutil.which("java")
    if java is None or not JAR.exists():
        refuse = pytest.fail if os.environ.get("CI") else pytest.skip
        refuse("no HTML checker: bin/vnu fetches it, and says what it needs")
    return [str(java), "-Xss4m", "-jar", str(JAR), "--format", "json", "--stdout", "--exit-zero-always"]


@pytest.fixture(scope="module")
def messages(
    crawl: Crawl, checker: list[str], tmp_path_factory: pytest.TempPathFactory
) -> list[dict[str, Any]]:
    """What the checker says of all pages and of a faulty one."""
    folder = tmp_path_factory.mktemp("pages")
    for number, document in enumerate(crawl.pages):
        name = re.sub(r"[^a-z0-9]+", "-", document.name.lower())[:80]
        (folder / f"{number:03}-{name}.html").write_bytes(document.body)
    (folder / f"{FAULTY}.html").write_text("<!doctype html><title>A page</title><p><div></p>")
    done = subprocess.run([*checker, str(folder)], capture_output=True, text=True, check=True)  # noqa: S603
    found: list[dict[str, Any]] = json.loads(done.stdout)["messages"]
    return found


def test_every_page_is_valid_html(messages: list[dict[str, Any]]) -> None:
    faults = [words(one) for one in messages if page_of(one) != FAULTY and not is_allowed(one)]
    assert not faults, "\n".join(faults)


def test_the_checker_finds_a_fault(messages: list[dict[str, Any]]) -> None:
    """Proves that the checker can fail."""
    assert any(one["type"] == "error" for one in messages if page_of(one) == FAULTY)


def is_allowed(message: dict[str, Any]) -> bool:
    return any(message["message"].startswith(words) for words in ALLOWED)


def page_of(message: dict[str, Any]) -> str:
    return Path(message.get("url", "?")).stem


def words(message: dict[str, Any]) -> str:
    return f"{page_of(message)}: {message['message']} {message.get('extract', '')!r}"
