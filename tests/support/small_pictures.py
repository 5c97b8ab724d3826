"""The demo's pages with small pictures: encoding the real ones takes ten times as long as all else."""

from pathlib import Path
from typing import Any

import pytest

from tests.support.pages import a_picture

SIZE = (64, 36)


@pytest.fixture
def small_pictures(monkeypatch: pytest.MonkeyPatch, settings: Any, tmp_path: Path) -> None:
    """Loaders of guides and pages take a plain picture for each of theirs; products have none."""
    settings.MEDIA_ROOT = tmp_path
    for module in ("guides", "pages"):
        monkeypatch.setattr(f"guides.demo.{module}.picture", lambda name, title: a_picture(title, SIZE))
    monkeypatch.setattr("guides.newsletter.demo._picture", lambda name, title: a_picture(title, SIZE))
    monkeypatch.setattr("shop.demo.management.commands.load_demo.load_pictures", lambda: 0)
