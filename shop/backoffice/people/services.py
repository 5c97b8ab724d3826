"""Add people, give them roles, let them go. Each change is logged with what was before and after."""

from collections.abc import Sequence

from django.contrib.auth.models import Group
from django.db import transaction
from wagtail.log_actions import log

from shop.accounts.models import User
from shop.accounts.reset import reset_second_factor
from shop.accounts.second_factor import factors_of
from shop.backoffice.people.emails import INVITATION
from shop.backoffice.people.guards import (
    NotAllowed,
    check_may_change,
    check_may_give,
    check_not_last_owner,
    roles_of,
)
from shop.backoffice.roles import OWNER, ROLES, Role
from shop.fields.email_address import tidy
from shop.mail import outbox


@transaction.atomic
def add_person(*, by: User, email: str, first_name: str, last_name: str, roles: Sequence[Role]) -> User:
    """Give roles to a new colleague, or to a customer with this address, and email them a link.

    Nobody types a password for others: the link leads to a page where they choose one. Raises NotAllowed.
    """
    _lock_roles()
    check_may_give(by=by, roles=roles)
    person = User.objects.filter(email=tidy(email)).first()
    if person is None:
        person = User(email=tidy(email), first_name=first_name, last_name=last_name)
        person.set_unusable_password()
        person.save()
    elif roles_of(person) or person.is_superuser:
        raise NotAllowed("This person works here already. Find them in the list.")
    elif not person.may_get_links:
        raise NotAllowed("The account with this address was stopped. Open it again first.")
    elif not person.email_confirmed_at:
        _take_over(person)
    _set_roles(person, roles)
    log(person, "office.person_added", user=by, data=_change([], roles))
    send_invitation(person=person)
    return person


@transaction.atomic
def give_roles(*, by: User, person: User, roles: Sequence[Role]) -> User:
    """Replace the person's roles by these; their other groups stay. Raises NotAllowed."""
    _lock_roles()
    person = User.objects.get(pk=person.pk)
    check_may_change(by=by, person=person)
    before = roles_of(person)
    check_may_give(by=by, roles=[role for role in roles if role not in before])
    if OWNER not in roles:
        check_not_last_owner(person=person)
    if set(before) != set(roles):
        _set_roles(person, roles)
        log(person, "office.roles_changed", user=by, data=_change(before, roles))
    return person


@transaction.atomic
def let_go(*, by: User, person: User) -> None:
    """Close the office and the shop to a person who leaves, and end all their sessions. Raises NotAllowed.

    Their name stays in the log. Without a password, no session that was open before is valid again should
    they come back: Django's sessions carry a hash of it.
    """
    _lock_roles()
    person = User.objects.get(pk=person.pk)
    check_may_change(by=by, person=person)
    check_not_last_owner(person=person)
    person.is_active = False
    person.set_unusable_password()
    person.save(update_fields=["is_active", "password"])
    log(person, "office.person_left", user=by, data=_change(roles_of(person), []))


@transaction.atomic
def bring_back(*, by: User, person: User) -> None:
    """Let a person who had left sign in again: they get a link, and their former roles. Raises NotAllowed."""
    _lock_roles()
    person = User.objects.get(pk=person.pk)
    check_may_change(by=by, person=person)
    check_may_give(by=by, roles=roles_of(person))
    person.is_active = True
    person.save(update_fields=["is_active"])
    log(person, "office.person_back", user=by, data=_change([], roles_of(person)))
    send_invitation(person=person)


@transaction.atomic
def remove_second_factor(*, by: User, person: User) -> None:
    """A colleague lost the device: passkeys, app and codes are removed, and they are signed out.

    Both get an email. Raises NotAllowed.
    """
    _lock_roles()
    person = User.objects.get(pk=person.pk)
    check_may_change(by=by, person=person)
    if not factors_of(person):
        raise NotAllowed("This person has no second step.")
    reset_second_factor(user=person, by=by)
    log(person, "office.second_factor_reset", user=by)


def send_invitation(*, person: User) -> None:
    """Email the link with which a colleague chooses a password."""
    outbox.queue(INVITATION, to=person.email, args={"user_id": person.pk})


def send_link(*, email: str) -> None:
    """The same for a colleague who has forgotten the password; nothing for anybody else."""
    person = User.objects.filter(email=tidy(email)).first()
    if person and person.may_get_links and (roles_of(person) or person.is_superuser):
        send_invitation(person=person)


def _take_over(person: User) -> None:
    """Whoever registered this address never proved that it is theirs: their password ends."""
    person.is_active = True
    person.set_unusable_password()
    person.save(update_fields=["is_active", "password"])


def _lock_roles() -> None:
    """One change of roles after the other, so that two owners can't remove each other at the same time."""
    list(Group.objects.select_for_update().filter(name=OWNER.group))


def _set_roles(person: User, roles: Sequence[Role]) -> None:
    names = {role.group for role in roles}
    person.groups.remove(*Group.objects.filter(name__in={role.group for role in ROLES} - names))
    person.groups.add(*Group.objects.filter(name__in=names))


def _change(before: Sequence[Role], after: Sequence[Role]) -> dict[str, list[list[str]]]:
    """What the log stores: rows of field, before, after."""
    return {"changes": [["Roles", _names(before), _names(after)]]}


def _names(roles: Sequence[Role]) -> str:
    return ", ".join(role.label for role in roles) or "none"
