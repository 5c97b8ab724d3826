"""Icons at the well-known addresses that browsers request by themselves."""

from io import BytesIO
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from PIL import Image

FILES = sorted(path.name for path in Path(settings.WHITENOISE_ROOT).iterdir())


@pytest.mark.parametrize("name", FILES)
def test_every_icon_answers(name: str, db: None) -> None:
    answer = Client().get(f"/{name}")
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("image/")


@pytest.mark.parametrize(("name", "size"), [("apple-touch-icon.png", 180), ("favicon.ico", 48)])
def test_the_well_known_ones_have_their_size(name: str, size: int, db: None) -> None:
    picture = Image.open(BytesIO(b"".join(Client().get(f"/{name}"))))
    assert picture.size == (size, size)


def test_pages_name_them(db: None) -> None:
    page = Client().get("/search/").content.decode()
    assert 'rel="apple-touch-icon" href="/apple-touch-icon.png"' in page
    assert 'rel="icon" href="/favicon.ico"' in page
