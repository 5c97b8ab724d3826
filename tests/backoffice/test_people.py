"""People and roles: who may change whom, and what nobody may do."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from shop.accounts.models import User
from shop.backoffice.people import services
from shop.backoffice.people.guards import NotAllowed
from shop.backoffice.roles import OWNER, PACKER, SHOPKEEPER, Role, role_group
from shop.mail.models import OutboxEmail
from tests.support.cast import signed_in

pytestmark = pytest.mark.django_db
NEW = {"first_name": "Pat", "last_name": "Poe", "email": "Pat@Example.com", "roles": ["Packer"]}


def with_role(name: str, *roles: Role) -> User:
    user = User.objects.create_user(f"{name}@example.com", "correct horse battery")
    user.groups.add(*map(role_group, roles))
    user.refresh_from_db()
    return user


@pytest.fixture
def olive(db: None) -> User:
    return with_role("olive", OWNER)


def edit(person: User) -> str:
    return reverse("wagtailusers_users:edit", args=[person.pk])


def roles(person: User) -> set[str]:
    return set(person.groups.values_list("name", flat=True))


def test_a_new_person_gets_a_link_and_no_password(olive: User) -> None:
    signed_in(olive).post("/office/users/new/", NEW)
    pat = User.objects.get(email="pat@example.com")
    assert (roles(pat), pat.is_staff, pat.has_usable_password()) == ({"Packer"}, True, False)
    assert OutboxEmail.objects.get(kind="office.invitation").recipient == "pat@example.com"


def test_the_link_in_the_email_sets_the_password(olive: User) -> None:
    from shop.backoffice.people.emails import invitation

    pat = services.add_person(by=olive, email="p@example.com", first_name="P", last_name="P", roles=[PACKER])
    content = invitation(pat.pk)
    assert content is not None and "Packer" in content.text
    link = next(word for word in content.text.split() if "password" in word and word.startswith("http"))
    assert Client().get("/" + link.split("/", 3)[3], follow=True).status_code == 200


def test_a_registration_that_was_never_confirmed_loses_its_password(olive: User) -> None:
    stranger = User.objects.create_user("pat@example.com", "a stranger’s own")
    User.objects.filter(pk=stranger.pk).update(is_active=False, last_login=None)
    services.add_person(by=olive, email="pat@example.com", first_name="", last_name="", roles=[PACKER])
    stranger.refresh_from_db()
    assert stranger.is_active and not stranger.has_usable_password()


def test_what_was_typed_stays_when_no_role_is_ticked(olive: User) -> None:
    answer = signed_in(olive).post("/office/users/new/", NEW | {"roles": []})
    assert answer.status_code == 422
    assert "at least one role" in answer.content.decode() and "Pat@Example.com" in answer.content.decode()


def test_roles_are_changed_and_logged_with_before_and_after(olive: User) -> None:
    pat = with_role("pat", PACKER)
    signed_in(olive).post(edit(pat), {"roles": ["Shopkeeper"]})
    entry = ModelLogEntry.objects.get(action="office.roles_changed")
    assert roles(pat) == {"Shopkeeper"}
    assert (entry.user, entry.data["changes"]) == (olive, [["Roles", "Packer", "Shopkeeper"]])


def test_staff_status_ends_with_the_last_role(olive: User) -> None:
    pat = with_role("pat", PACKER)
    signed_in(olive).post(edit(pat), {"roles": []})
    pat.refresh_from_db()
    assert not pat.is_staff


@pytest.mark.parametrize("field", ["is_superuser", "is_staff", "password1", "is_active"])
def test_no_form_makes_an_administrator_or_sets_a_password(field: str, olive: User) -> None:
    pat = with_role("pat", PACKER)
    before = (pat.is_superuser, pat.is_staff, pat.password, pat.is_active)
    page = signed_in(olive).get(edit(pat)).content.decode()
    signed_in(olive).post(edit(pat), {"roles": ["Packer"], field: "on"})
    pat.refresh_from_db()
    assert f'name="{field}"' not in page
    assert (pat.is_superuser, pat.is_staff, pat.password, pat.is_active) == before


DEEDS = ["edit", "leave", "back", "invite"]


def tried(by: User, deed: str, person: User) -> Any:
    return signed_in(by).post(reverse(f"wagtailusers_users:{deed}", args=[person.pk]), {"roles": ["Packer"]})


@pytest.mark.parametrize("deed", DEEDS)
def test_nobody_changes_themselves_or_an_administrator(deed: str, olive: User) -> None:
    boss = User.objects.create_superuser("boss@example.com", "correct horse battery")
    before = (boss.password, roles(olive))
    tried(olive, deed, olive)
    tried(olive, deed, boss)
    boss.refresh_from_db()
    olive.refresh_from_db()
    assert (boss.password, roles(olive)) == before
    assert boss.is_active and olive.is_active and not roles(boss)
    assert not OutboxEmail.objects.filter(kind="office.invitation").exists()


@pytest.mark.parametrize("deed", DEEDS)
def test_who_gives_no_roles_changes_nobody(deed: str) -> None:
    keeper, pat = with_role("kim", SHOPKEEPER), with_role("pat", PACKER)
    answer = tried(keeper, deed, pat)
    assert answer.headers["Location"] == "/office/"
    assert (roles(pat), User.objects.get(pk=pat.pk).is_active) == ({"Packer"}, True)


def test_nobody_gives_or_changes_more_than_they_have(olive: User) -> None:
    """A group of an owner's own may hold the right to give roles without the others."""
    helper = with_role("hal", PACKER)
    with pytest.raises(NotAllowed, match="you lack a right"):
        services.give_roles(by=helper, person=with_role("pat", PACKER), roles=[OWNER])
    with pytest.raises(NotAllowed, match="may do things that you may not"):
        services.let_go(by=helper, person=olive)


def test_the_last_owner_stays(olive: User) -> None:
    boss = User.objects.create_superuser("boss@example.com", "correct horse battery")
    services.give_roles(by=boss, person=olive, roles=[OWNER, PACKER])
    User.objects.filter(pk=boss.pk).update(is_active=False)
    with pytest.raises(NotAllowed, match="last owner"):
        services.give_roles(by=boss, person=olive, roles=[PACKER])
    with pytest.raises(NotAllowed, match="last owner"):
        services.let_go(by=boss, person=olive)


def test_who_leaves_is_signed_out_everywhere_and_stays_in_the_log(olive: User) -> None:
    pat = with_role("pat", PACKER)
    phone = signed_in(pat)
    assert phone.get("/office/").status_code == 200
    tried(olive, "leave", pat)
    assert phone.get("/office/").status_code == 302
    tried(olive, "back", pat)
    assert phone.get("/office/").status_code == 302  # the old session stays dead
    actions = ModelLogEntry.objects.filter(object_id=str(pat.pk)).values_list("action", flat=True)
    assert {"office.person_left", "office.person_back"} <= set(actions)


def test_nobody_is_deleted_in_bulk(olive: User) -> None:
    pat = with_role("pat", PACKER)
    for action in ("delete", "set_active_state", "assign_role"):
        url = reverse("wagtail_bulk_action", args=["accounts", "user", action])
        assert signed_in(olive).post(f"{url}?id={pat.pk}").headers["Location"] == "/office/"
    assert User.objects.filter(pk=pat.pk, is_active=True).exists()


def test_the_list_names_roles_and_no_customers(olive: User, ada: User) -> None:
    with_role("pat", PACKER, SHOPKEEPER)
    page = signed_in(olive).get("/office/users/").content.decode()
    assert "Shopkeeper, Packer" in page and "ada@example.com" not in page
    assert "Delete" not in page


def test_the_list_counts_people(olive: User) -> None:
    assert "1 person" in signed_in(olive).get("/office/users/").content.decode()


@pytest.mark.parametrize(("mode", "promised"), [("grace", True), ("required", True), ("off", False)])
def test_the_invitation_names_the_second_step_that_will_be_asked(
    olive: User, settings: Any, mode: str, promised: bool
) -> None:
    from shop.backoffice.people.emails import invitation

    settings.STAFF_MFA = mode
    pat = services.add_person(by=olive, email="p@example.com", first_name="P", last_name="P", roles=[PACKER])
    content = invitation(pat.pk)
    assert content is not None
    assert ["second step" in words for words in (content.text, content.html)] == [promised, promised]
