"""The menu shows each role what it may open, and every entry that is shown opens."""

import pytest
from bs4 import BeautifulSoup
from django.test import RequestFactory
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem, admin_menu

from shop.accounts.models import User
from shop.backoffice.roles import BOOKKEEPER, OWNER, PACKER, ROLES, SHOPKEEPER, WRITER, Role, role_group
from tests.support.cast import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def user(db: None) -> User:
    return User.objects.create_user("kim@example.com", "correct horse battery")


def shown(user: User, menu: Menu = admin_menu) -> list[MenuItem]:
    request = RequestFactory().get("/office/")
    request.user = user
    return sorted(menu.menu_items_for_request(request), key=lambda item: item.order)


def links(user: User, menu: Menu = admin_menu) -> dict[str, str]:
    """Label and address of each entry, those of submenus included."""
    found = {}
    for item in shown(user, menu):
        found |= links(user, item.menu) if isinstance(item, SubmenuMenuItem) else {str(item.label): item.url}
    return {label: str(url) for label, url in found.items()}


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.label)
def test_every_entry_that_is_shown_opens(role: Role, user: User) -> None:
    user.groups.add(role_group(role))
    client = signed_in(user)
    found = links(User.objects.get(pk=user.pk)).items()
    dead = {label for label, url in found if client.get(url).status_code != 200}
    assert not dead


@pytest.mark.parametrize(("path", "heading"), [("images", "Pictures"), ("documents", "Files")])
def test_wagtails_screens_have_the_menus_words(path: str, heading: str, user: User) -> None:
    user.groups.add(role_group(OWNER))
    page = BeautifulSoup(signed_in(user).get(f"/office/{path}/").content, "html.parser")
    assert page.title and page.title.get_text().strip().startswith(heading)
    assert heading in page.select_one("h1, h2").get_text()  # type: ignore[union-attr]


SERVERS = {
    "The shop’s own address",
    "Folders of pictures and files",
    "Ways to approve pages",
    "Steps of approval",
}


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.label)
def test_what_is_set_up_with_the_server_is_no_ones_daily_work(role: Role, user: User) -> None:
    user.groups.add(role_group(role))
    found = set(links(User.objects.get(pk=user.pk)))
    assert not found & {*SERVERS, "Sites", "Collections", "Workflows", "Workflow tasks"}


def test_an_administrator_of_the_server_finds_it_in_plain_words(user: User) -> None:
    user.is_superuser = True
    assert set(links(user)) > SERVERS


WRITING = ["Pages", "Calendar", "Guide library", "Claims check"]
SHOP = ["Today", "Pack and send", "Orders", "Goods", "Shop"]
# What each role finds in the first row; a packer's has five entries.
DESIGN = {
    "Owner": [*SHOP, "Customers", "Figures", "Content", "Settings"],
    "Shopkeeper": [*SHOP, "Customers", "Figures", "Settings"],
    "Packer": SHOP,
    "Bookkeeper": ["Today", "Orders", "Shop", "Figures", "Settings"],
    "Writer": ["Today", *WRITING, "Newsletter", "Pictures", "Files", "Reports"],
    "Approver": ["Today", *WRITING, "Reports"],
    "Editor": [
        *("Today", *WRITING, "Search words", "Newsletter", "Pictures", "Files", "Reports"),
        "Settings",
    ],
    "Safety": ["Today", "Goods"],
}
OWNERS = {
    "Orders": ["All orders", "Returns and cancellations", "Payments to check", "Phone order"],
    "Goods": ["Receive stock", "Stock", "Batches", "Recalls"],
    "Shop": ["Products", "Prices and stock", "Planned prices", "Offers and codes", "Reviews"],
    "Content": [*WRITING, "Search words", "Newsletter", "Pictures", "Files", "Reports"],
}


def labels(user: User, menu: Menu = admin_menu) -> list[str]:
    return [str(item.label) for item in shown(User.objects.get(pk=user.pk), menu)]


@pytest.mark.parametrize("role", ROLES, ids=lambda role: role.label)
def test_each_role_has_the_menu_of_the_design(role: Role, user: User) -> None:
    user.groups.add(role_group(role))
    assert labels(user) == DESIGN[role.label]


@pytest.mark.parametrize("group", OWNERS)
def test_an_owners_groups_begin_as_in_the_design(group: str, user: User) -> None:
    user.groups.add(role_group(OWNER))
    found = next(item for item in shown(User.objects.get(pk=user.pk)) if item.label == group)
    assert labels(user, found.menu)[: len(OWNERS[group])] == OWNERS[group]


@pytest.mark.parametrize(
    ("role", "absent"),
    [
        (
            PACKER,
            {"Payments to check", "Offers and codes", "Customers", "Figures", "People and roles", "Pages"},
        ),
        (SHOPKEEPER, {"Payments to check", "People and roles", "Activity", "Pages"}),
        (
            BOOKKEEPER,
            {"Pack and send", "Products", "Offers and codes", "Customers", "People and roles", "Pages"},
        ),
        (WRITER, {"Pack and send", "All orders", "Products", "Figures", "People and roles", "Activity"}),
        (OWNER, {"Groups", "Users", "Site history", "Editor guide"}),
    ],
    ids=lambda value: value.label if isinstance(value, Role) else "",
)
def test_what_a_role_may_not_do_has_no_entry(role: Role, absent: set[str], user: User) -> None:
    user.groups.add(role_group(role))
    assert not absent & set(links(User.objects.get(pk=user.pk)))
