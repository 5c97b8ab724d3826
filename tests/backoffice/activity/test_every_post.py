"""Every form and button of staff that changes the shop leaves an entry in the log.

The addresses come from the resolver. Each page is opened, its forms are sent with changed texts, and what is
written is read from the SQL: there is no list of screens to keep.
"""

import re
from typing import Any, Final

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import resolve
from wagtail.models import ModelLogEntry

from shop.accounts.models import User
from tests.backoffice.activity.filled_shop import fill_shop
from tests.backoffice.activity.sent_forms import forms_of
from tests.support.cast import signed_in
from tests.support.left_empty import frames_left_empty, pages_left_empty
from tests.support.roles import owner_group
from tests.support.staff_routes import Route, staff_routes

pytestmark = pytest.mark.django_db
WRITES: Final = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
# Sign-ins, queues, search, histories that the shop writes itself, and the log.
NOT_THE_SHOP: Final = (
    *("django_session", "usersessions_", "account_", "mfa_", "django_tasks_", "modelsearch_"),
    *("wagtailcore_", "wagtailsearch_", "wagtailusers_", "analytics_", "search_", "monitoring_"),
)
# Address, and why a change there has no entry.
EXCEPTIONS: Final = {
    "office_customers:erase": "a wrong address shows again what would go: it is carried out and taken back",
    "office_orders:look": "Stripe’s own figures are read; staff change nothing",
    "office_orders:phone_new": "an empty draft; the order that it becomes says who took it",
    "office_orders:note": "the note itself stands on the order’s timeline with its author and time",
}
LEAST: Final = 20  # so many addresses were seen to change something
# Wagtail's own screens of pages, pictures and files log by themselves.
OURS: Final = ("office_", "wagtailusers_users:")


def routes() -> list[Route]:
    return [one for one in staff_routes() if one.name.startswith(OURS)]


def written(client: Client, url: str, data: dict[str, Any]) -> tuple[set[str], int]:
    """The tables that a POST wrote to, and how many entries it left. It is taken back."""
    with transaction.atomic():
        before = ModelLogEntry.objects.count()
        with CaptureQueriesContext(connection) as asked, pages_left_empty():
            client.post(url, data)
        found = ModelLogEntry.objects.count() - before
        transaction.set_rollback(True)
    tables = {match[1] for query in asked.captured_queries if (match := WRITES.match(query["sql"]))}
    return {table for table in tables if not table.startswith(NOT_THE_SHOP)}, found


def test_every_change_by_staff_leaves_an_entry(cleo: User, ada: User) -> None:
    cleo.groups.add(owner_group())
    fill_shop(ada)
    client = signed_in(cleo)
    silent: dict[str, set[str]] = {}
    told = set()
    known = {route.name for route in routes()}
    for route in routes():
        if not (url := route.url()):
            continue
        with frames_left_empty():
            page = client.get(url)
        for action, data in (list(forms_of(page)) if page.status_code == 200 else []) or [("", {})]:
            name = resolve(action.partition("?")[0]).view_name if action else route.name
            tables, found = written(client, action or url, data) if name in known else (set(), 0)
            if tables and found:
                told.add(name)
            elif tables:
                silent.setdefault(name, set()).update(tables)
    assert {name: tables for name, tables in silent.items() if name not in EXCEPTIONS} == {}
    assert set(EXCEPTIONS) <= set(silent), "no exception outlives its reason"
    assert len(told) >= LEAST, str(sorted(told))
