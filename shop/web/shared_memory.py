"""Compiles the templates of public pages before the web workers are forked, so that they share them."""

from pathlib import Path

from django.conf import settings
from django.template.loader import get_template

OFFICE = ("backoffice/", "wagtail")  # few see them, and only when they work


def fill() -> None:
    """Compile the templates of public pages."""
    for name in public_templates(Path(settings.BASE_DIR) / "templates"):
        get_template(name)


def public_templates(folder: Path) -> list[str]:
    names = (file.relative_to(folder).as_posix() for file in folder.rglob("*.html"))
    return sorted(name for name in names if not name.startswith(OFFICE))
