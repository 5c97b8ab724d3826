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
# The checker's words, and why we leave it.
ALLOWED = {
    "Trailing slash on void elements": "Wagtail writes rich text so; it is valid and changes nothing.",
}


@pytest.fixture
def checker() -> list[str]:
    java = shutil.which("java")
    if java is None or not JAR.exists():
        refuse = pytest.fail if os.environ.get("CI") else pytest.skip
        refuse("no HTML checker: bin/vnu fetches it, and says what it needs")
    return [str(java), "-Xss4m", "-jar", str(JAR), "--format", "json", "--stdout", "--exit-zero-always"]


def test_every_page_is_valid_html(crawl: Crawl, checker: list[str], tmp_path: Path) -> None:
    for number, document in enumerate(crawl.pages):
        name = re.sub(r"[^a-z0-9]+", "-", document.name.lower())[:80]
        (tmp_path / f"{number:03}-{name}.html").write_bytes(document.body)
    done = subprocess.run([*checker, str(tmp_path)], capture_output=True, text=True, check=True)  # noqa: S603
    faults = [words(message) for message in json.loads(done.stdout)["messages"] if not is_allowed(message)]
    assert not faults, "\n".join(faults)


def test_the_checker_finds_a_fault(checker: list[str], tmp_path: Path) -> None:
    """Proves that the checker can fail."""
    (tmp_path / "page.html").write_text("<!doctype html><title>A page</title><p><div></p>")
    done = subprocess.run([*checker, str(tmp_path)], capture_output=True, text=True, check=True)  # noqa: S603
    assert any(message["type"] == "error" for message in json.loads(done.stdout)["messages"])


def is_allowed(message: dict[str, Any]) -> bool:
    return any(message["message"].startswith(words) for words in ALLOWED)


def words(message: dict[str, Any]) -> str:
    page = Path(message.get("url", "?")).stem
    return f"{page}: {message['message']} {message.get('extract', '')!r}"
