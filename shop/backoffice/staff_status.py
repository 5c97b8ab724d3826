"""Who works here, and `is_staff`, by which the shop knows its own people: set for members of its roles."""

from typing import Final

from django.contrib.auth.models import Group
from django.db.models import Q, QuerySet

from shop.accounts.models import User
from shop.backoffice.roles import STAFF

# Whoever has a role or another group, or is an administrator of the server.
COLLEAGUES: Final = Q(is_superuser=True) | Q(is_staff=True) | Q(groups__isnull=False)


def update_is_staff(
    action: str, instance: User | Group, reverse: bool, pk_set: set[int] | None, **_: object
) -> None:
    """Receives m2m_changed of users' groups; `pk_set` is None when all were removed."""
    if action not in ("post_add", "post_remove", "post_clear"):
        return
    if isinstance(instance, User):
        _update(instance, None if pk_set is None else Group.objects.filter(pk__in=pk_set, name__in=STAFF))
    elif reverse and instance.name in STAFF:
        for user in User.objects.filter(pk__in=pk_set or ()):
            _update(user, Group.objects.filter(pk=instance.pk))


def _update(user: User, changed: QuerySet[Group] | None) -> None:
    """Changes of other groups leave `is_staff` unchanged."""
    if user.is_superuser or (changed is not None and not changed.exists()):
        return
    user.is_staff = user.groups.filter(name__in=STAFF).exists()
    user.save(update_fields=["is_staff"])
