"""Every entry of the office’s menu has a page in docs/owner, and each page its picture."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings
from django.test import RequestFactory
from PIL import Image
from wagtail.admin.menu import Menu, SubmenuMenuItem, admin_menu

from shop.accounts.models import User
from shop.backoffice.roles import OWNER, role_group

DOCS = Path(settings.BASE_DIR) / "docs"
PAGES = sorted((DOCS / "owner").glob("*.md"))
PICTURE = re.compile(r"!\[[^\]]+\]\((pictures/[\w-]+\.png)\)")
WIDEST, HEAVIEST = 1280, 120_000


def entries(user: User, menu: Menu = admin_menu, group: str = "") -> Iterator[str]:
    """“Orders → All orders”; a group within a group, such as Newsletter, stands for what is in it."""
    request = RequestFactory().get("/office/")
    request.user = user
    for item in menu.menu_items_for_request(request):
        if isinstance(item, SubmenuMenuItem) and not group:
            yield from entries(user, item.menu, str(item.label))
        else:
            yield f"{group} → {item.label}" if group else str(item.label)


@pytest.fixture
def owner(ben: User) -> User:
    ben.groups.add(role_group(OWNER))
    return User.objects.get(pk=ben.pk)


@pytest.mark.django_db
def test_every_entry_of_the_menu_has_a_page(owner: User) -> None:
    written = "".join(page.read_text() for page in PAGES)
    found = list(entries(owner))
    assert len(found) > 40 and [entry for entry in found if f"**{entry}**" not in written] == []


@pytest.mark.django_db
def test_no_page_names_an_entry_that_is_gone(owner: User) -> None:
    named = {name for page in PAGES for name in re.findall(r"\*\*(\w[\w ]* → [^*]+)\*\*", page.read_text())}
    assert named - set(entries(owner)) == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_has_a_picture_that_loads_quickly(page: Path) -> None:
    pictures = PICTURE.findall(page.read_text())
    assert pictures
    for name in pictures:
        file = page.parent / name
        with Image.open(file) as picture:
            assert picture.width <= WIDEST and file.stat().st_size <= HEAVIEST


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_page_says_what_to_do_and_what_stays(page: Path) -> None:
    text = page.read_text()
    assert "**What to do.**" in text and "**What can't be undone.**" in text
    assert f"(owner/{page.name})" in (DOCS / "owner.md").read_text()


def test_the_script_renews_every_picture() -> None:
    script = (Path(settings.BASE_DIR) / "bin" / "owner_pictures.py").read_text()
    missing = [page.stem for page in PAGES if f'"{page.stem}": ' not in script]
    assert missing == []
