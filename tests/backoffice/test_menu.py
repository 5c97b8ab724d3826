"""The menu shows each role what it may open, and every entry that is shown opens."""

import pytest
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


def test_a_packers_menu_is_short(user: User) -> None:
    user.groups.add(role_group(PACKER))
    labels = [str(item.label) for item in shown(User.objects.get(pk=user.pk))]
    assert labels == ["Today", "Pack and send", "Orders", "Goods", "Shop"]


@pytest.mark.parametrize(
    ("role", "absent"),
    [
        (
            PACKER,
            {"Payments to check", "Offers and codes", "Customers", "Figures", "People and roles", "Pages"},
        ),
        (SHOPKEEPER, {"Payments to check", "Terms of sale", "People and roles", "Activity", "Pages"}),
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


def test_the_owner_sees_everything_in_the_given_order(user: User) -> None:
    user.groups.add(role_group(OWNER))
    labels = [str(item.label) for item in shown(User.objects.get(pk=user.pk))]
    given = ["Today", "Pack and send", "Orders", "Goods", "Shop", "Customers", "Figures", "Pages"]
    assert labels[:8] == given and labels[-1] == "Settings"
