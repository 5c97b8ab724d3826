"""A shop from before second steps and the list of sign-ins, after the upgrade."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.hashers import make_password
from django.contrib.auth.tokens import default_token_generator
from django.contrib.sessions.backends.db import SessionStore
from django.core import mail
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from shop.accounts.models import User
from shop.customer.account.tokens import email_token
from shop.order.tokens import VIEW, token_for
from tests.support.cast import PASSWORD
from tests.support.outbox import send_queued
from tests.support.purchases import an_order

ADDED = [
    ("accounts", "0003_grace_of_the_second_factor"),
    *[("account", None), ("mfa", None), ("usersessions", None)],
]
ADA, NEW = "ada@example.com", "ada@new.example"


def added() -> Iterator[tuple[Any, Any]]:
    """Each migration that the upgrade brought, with the state before it: of its own app and what that needs.

    The state of all four hundred would take minutes to go back and forth.
    """
    loader = MigrationExecutor(connection).loader
    for app, name in ADDED:
        last = (app, name) if name else loader.graph.leaf_nodes(app)[0]
        for node in loader.graph.forwards_plan(last):
            if node[0] == app and (name is None or node == last):
                yield loader.get_migration(*node), loader.project_state(node, at_end=False)


def go_back() -> None:
    for migration, before in reversed(list(added())):
        with connection.schema_editor(atomic=migration.atomic) as editor:
            migration.unapply(before, editor)


def upgrade() -> None:
    for migration, before in added():
        with connection.schema_editor(atomic=migration.atomic) as editor:
            migration.apply(before, editor)


def old_session(user: User) -> str:
    """As Django wrote it before django-allauth came."""
    session = SessionStore()
    session[SESSION_KEY], session[HASH_SESSION_KEY] = str(user.pk), user.get_session_auth_hash()
    session[BACKEND_SESSION_KEY] = "shop.accounts.backends.EmailBackend"
    session.create()
    return str(session.session_key)


@pytest.mark.django_db(transaction=True)
def test_everything_from_before_the_upgrade_still_works() -> None:
    """One test, because migrating back and forth takes seconds."""
    go_back()
    tables = connection.introspection.table_names()
    assert not {"mfa_authenticator", "usersessions_usersession", "account_emailaddress"} & set(tables)
    old = MigrationExecutor(connection).loader.project_state(ADDED[0], at_end=False).apps
    row = old.get_model("accounts", "User")(email=ADA, password=make_password(PASSWORD), is_active=True)
    row.email_confirmed_at = timezone.now()
    row.save()
    # Links are made by the same code then and now; the new column isn't read for them.
    user = User.objects.defer("grace_began_at").get(email=ADA)
    reset = [urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)]
    change, cookie, order = email_token(user, NEW), old_session(user), an_order(email=ADA)
    link = f"/orders/{token_for(order, VIEW)}/"

    upgrade()

    page = Client().get(reverse("password-reset-confirm", args=reset), follow=True)
    assert page.redirect_chain[-1][0].endswith("/set-password/")  # first: signing in ends such links
    before = Client()
    before.cookies["sessionid"] = cookie
    assert before.get("/account/").status_code == 200
    assert [one.is_this_one for one in before.get("/account/sessions/").context["sign_ins"]] == [True]
    assert Client().get(link).status_code == 200
    assert signs_in(PASSWORD)
    assert signs_in_by_code()
    order.refresh_from_db()
    assert order.user == user
    assert before.post(f"/account/confirm/{change}/").status_code == 302  # asked for before the upgrade
    assert User.objects.get(pk=user.pk).email == NEW


def signs_in(password: str) -> bool:
    answer = Client().post("/account/login/", {"username": ADA, "password": password})
    return answer.status_code == 302


def signs_in_by_code() -> bool:
    client = Client()
    client.post("/account/login/code/", {"email": ADA})
    send_queued()
    found = re.search(r"[0-9]{3}-[0-9]{3}-[0-9]{3}", mail.outbox[-1].body)
    return bool(
        found and client.post("/account/login/code/confirm/", {"code": found.group()}).url == "/account/"
    )
