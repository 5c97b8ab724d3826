"""Whom a person who gives roles may change, and which roles they may give."""

from collections.abc import Iterable

from django.contrib.auth.models import Permission

from shop.accounts.models import User
from shop.backoffice.roles import OWNER, ROLES, Role, role_group


class NotAllowed(Exception):
    """This change isn't allowed; the text says why, for the person who tried it."""


def roles_of(person: User) -> list[Role]:
    """The person's roles, in the order of the table."""
    groups = set(person.groups.values_list("name", flat=True))
    return [role for role in ROLES if role.group in groups]


def check_may_change(*, by: User, person: User) -> None:
    """Raise NotAllowed unless `by` may change this person's roles or let them go."""
    if by.pk == person.pk:
        raise NotAllowed("Nobody changes their own roles. Ask another owner.")
    if person.is_superuser:
        raise NotAllowed("This account is the server’s administrator. It is changed on the server only.")
    if not by.is_superuser and _rights(person) - _rights(by):
        raise NotAllowed("This person may do things that you may not. Ask somebody who may.")


def check_may_give(*, by: User, roles: Iterable[Role]) -> None:
    """Raise NotAllowed for a role with a right that `by` lacks: nobody gives more than they have."""
    for role in roles:
        if not by.is_superuser and _rights_of(role) - _rights(by):
            raise NotAllowed(f"{role.label}: you lack a right of this role yourself, so you can’t give it.")


def check_not_last_owner(*, person: User) -> None:
    """Raise NotAllowed if nobody else would be left who gives roles."""
    others = User.objects.filter(is_active=True).exclude(pk=person.pk)
    is_owner = person.is_active and OWNER in roles_of(person)
    if is_owner and not (others.filter(is_superuser=True) | others.filter(groups=role_group(OWNER))).exists():
        raise NotAllowed("This is the last owner. Make somebody else an owner first.")


def _rights(user: User) -> set[str]:
    return set(user.get_all_permissions())


def _rights_of(role: Role) -> set[str]:
    held = Permission.objects.filter(group__name=role.group).values_list(
        "content_type__app_label", "codename"
    )
    return {f"{app}.{codename}" for app, codename in held}
