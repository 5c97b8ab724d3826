"""Loads the demo's users. Their password is public: the demo only listens on the loopback address."""

from typing import Any

from django.contrib.auth.models import Group
from django.utils import timezone

from shop.accounts.models import User
from shop.backoffice.roles import BOOKKEEPER, PACKER, SHOPKEEPER, role_group
from shop.demo.data_files import read

PASSWORD = "plainsong-demo"  # noqa: S105
ROLES: dict[str, dict[str, Any]] = {
    "shopper": {},
    "staff": {"is_staff": True},
    "packer": {"is_staff": True},
    "bookkeeper": {"is_staff": True},
    "marketer": {},
    "writer": {},
    "approver": {},
    "editor": {},
    "owner": {"is_staff": True, "is_superuser": True},
}
OFFICE_ROLES = {"staff": (SHOPKEEPER, PACKER), "packer": (PACKER,), "bookkeeper": (BOOKKEEPER,)}
# Two groups of Wagtail, one of the claims check.
CMS_GROUPS = {
    "marketer": ("Editors", "Moderators"),
    "writer": ("Editors",),
    "approver": ("Claims approvers",),
    "editor": ("Moderators",),
}


def load_users() -> int:
    """Create missing users and set their groups; returns the number of new users."""
    return sum(_load_user(**row) for row in read("users.json"))


def _load_user(email: str, first_name: str, last_name: str, role: str) -> bool:
    user = User.objects.filter(email=email).first()
    added = user is None
    if user is None:
        user = User.objects.create_user(email, PASSWORD, first_name=first_name, last_name=last_name)
        User.objects.filter(pk=user.pk).update(email_confirmed_at=timezone.now(), **ROLES[role])
    user.groups.add(*(role_group(one) for one in OFFICE_ROLES.get(role, ())))
    user.groups.add(*Group.objects.filter(name__in=CMS_GROUPS.get(role, ())))
    return added
