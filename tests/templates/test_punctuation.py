"""A comma follows its word: a line break before `{% if %},` would show as a blank before it."""

import re
from pathlib import Path

import pytest
from django.conf import settings

OFFICE = Path(settings.BASE_DIR) / "templates" / "backoffice"
LOOSE = re.compile(r"\s\{% if [^%]*%\}\s?[,;:.]")


@pytest.mark.parametrize(
    "path", sorted(OFFICE.rglob("*.html")), ids=lambda path: str(path.relative_to(OFFICE))
)
def test_no_sign_stands_apart_from_its_word(path: Path) -> None:
    assert not LOOSE.findall(path.read_text())
