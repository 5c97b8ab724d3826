"""Whoever has a role is staff, and nobody else: the owner ticks groups in the CMS's form of a user."""

from typing import Any

from django.contrib.auth.models import Group

from shop.accounts.models import User
from shop.dashboard.groups import ROLES


def follow_roles(action: str, instance: Any, reverse: bool, pk_set: set[int] | None, **_: Any) -> None:
    """Receives m2m_changed of people's groups; `pk_set` is None when all were taken away."""
    if action not in ("post_add", "post_remove", "post_clear"):
        return
    if not reverse:
        _follow(instance, None if pk_set is None else Group.objects.filter(pk__in=pk_set, name__in=ROLES))
    elif instance.name in ROLES:
        for user in User.objects.filter(pk__in=pk_set or ()):
            _follow(user, Group.objects.filter(pk=instance.pk))


def _follow(user: Any, changed: Any) -> None:
    """A change that has nothing to do with roles leaves `is_staff` as it is."""
    if user.is_superuser or (changed is not None and not changed.exists()):
        return
    user.is_staff = user.groups.filter(name__in=ROLES).exists()
    user.save(update_fields=["is_staff"])
