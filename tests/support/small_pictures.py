"""The demo's pages with small pictures: encoding the real ones takes ten times as long as all else."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from tests.support.pages import a_picture

SIZE = (64, 36)
PLACES = ("guides.demo.guides.picture", "guides.demo.pages.picture", "guides.newsletter.demo._picture")


@contextmanager
def pictures_are_small() -> Iterator[None]:
    """Loaders of guides and pages take a plain picture for each of theirs; products have none."""
    with pytest.MonkeyPatch.context() as patch:
        for place in PLACES:
            patch.setattr(place, lambda name, title: a_picture(title, SIZE))
        patch.setattr("shop.demo.management.commands.load_demo.load_pictures", lambda: 0)
        yield


@pytest.fixture
def small_pictures(settings: Any, tmp_path: Path) -> Iterator[None]:
    """Small pictures, in a folder of the test."""
    settings.MEDIA_ROOT = tmp_path
    with pictures_are_small():
        yield
