"""The upgrade turns today's groups into roles: nobody who could work before is shut out."""

from importlib import import_module

import pytest
from django.apps import apps
from django.contrib.auth.models import Group, Permission

from shop.accounts.models import User

pytestmark = pytest.mark.django_db
MIGRATION = import_module("shop.backoffice.migrations.0002_groups_become_roles")


@pytest.fixture(autouse=True)
def before(db: None) -> None:
    """The groups as they were before the upgrade."""
    Group.objects.filter(name__in=["Owner", "Shopkeeper", "Packer", "Bookkeeper"]).delete()
    for name in ("Shop staff", "Shop money", "Packers", "Bookkeepers"):
        Group.objects.create(name=name)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (["Shop staff"], {"Shopkeeper", "Packer"}),
        (["Shop staff", "Shop money"], {"Shopkeeper", "Packer"}),
        (["Shop money"], {"Shopkeeper", "Packer"}),
        (["Packers"], {"Packer"}),
        (["Bookkeepers", "Editors"], {"Bookkeeper", "Editors"}),
        (["Moderators", "Claims approvers"], {"Moderators", "Claims approvers"}),
    ],
)
def test_members_are_in_the_roles_of_their_groups(old: list[str], new: set[str], ben: User) -> None:
    ben.groups.set(Group.objects.filter(name__in=old))
    MIGRATION.become_roles(apps, None)
    assert set(ben.groups.values_list("name", flat=True)) == new


def test_a_group_made_in_wagtail_may_still_open_pages() -> None:
    interns = Group.objects.create(name="Interns")
    interns.permissions.add(Permission.objects.get(codename="access_admin"))
    MIGRATION.become_roles(apps, None)
    assert interns.permissions.filter(codename="write_content").exists()


def test_the_way_back_brings_the_groups_again(ben: User) -> None:
    ben.groups.set(Group.objects.filter(name="Shop staff"))
    MIGRATION.become_roles(apps, None)
    MIGRATION.become_groups(apps, None)
    assert {"Shop staff", "Shop money", "Packers"} == set(ben.groups.values_list("name", flat=True))
