"""Every template compiles: its tags, filters and libraries exist, whether a page uses it or not."""

import pytest
from django.conf import settings
from django.template.loader import get_template

FOLDER = settings.BASE_DIR / "templates"
TEMPLATES = sorted(file.relative_to(FOLDER).as_posix() for file in FOLDER.rglob("*") if file.is_file())


def test_there_are_templates() -> None:
    assert len(TEMPLATES) > 200


@pytest.mark.parametrize("name", TEMPLATES)
def test_it_loads(name: str) -> None:
    loaded = get_template(name)
    assert loaded.origin.name == str(FOLDER / name), "another template of this name comes first"
