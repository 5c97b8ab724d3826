"""Every icon that a screen or the menu names is in the sprite: a wrong name shows nothing, silently."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings
from wagtail.admin.icons import get_icons
from wagtail.admin.menu import MenuItem

from shop.backoffice import menu
from shop.backoffice.today.shortcuts import SHORTCUTS

ROOT = Path(settings.BASE_DIR)
IN_TEMPLATES = re.compile(r'\bicon(?: name)?="([\w-]+)"')
IN_CODE = re.compile(r'^\s*(?:header_)?icon(?:_name)? = "([\w-]+)"', re.MULTILINE)


def named() -> Iterator[tuple[str, str]]:
    """Each place with the name it gives."""
    for folder, pattern, ending in (
        ("templates/backoffice", IN_TEMPLATES, "html"),
        ("shop/backoffice", IN_CODE, "py"),
        ("guides", IN_CODE, "py"),
    ):
        for file in (ROOT / folder).rglob(f"*.{ending}"):
            for name in pattern.findall(file.read_text(encoding="utf-8")):
                yield str(file.relative_to(ROOT)), name


def in_menus() -> Iterator[tuple[str, str]]:
    entries: list[MenuItem] = [
        *menu.MAIN,
        *menu.ORDERS,
        *menu.GOODS,
        *menu.SHOP,
        *menu.FIGURES,
        *menu.SETTINGS,
    ]
    yield from ((f"menu: {entry.label}", entry.icon_name) for entry in entries)
    yield from ((f"shortcut: {label}", icon) for label, _, _, icon in SHORTCUTS)


def test_every_icon_exists() -> None:
    known = set(re.findall(r'id="icon-([\w-]+)"', get_icons()))
    places = [*named(), *in_menus()]
    assert len(places) > 50
    assert [place for place in places if place[1] not in known] == []
