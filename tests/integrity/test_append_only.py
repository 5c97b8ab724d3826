"""Append-only tables: on PostgreSQL each has a trigger, so that SQL by hand can't change them either."""

from collections.abc import Iterator

import pytest
from django.db import connection

from shop.integrity.append_only import AppendOnly

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def tables(base: type[AppendOnly] = AppendOnly) -> Iterator[str]:
    """The tables of all models that are only added to, at any depth."""
    for model in base.__subclasses__():
        if not model._meta.abstract:
            yield model._meta.db_table
        yield from tables(model)


def test_every_table_has_its_trigger() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT tgname FROM pg_trigger WHERE NOT tgisinternal AND tgenabled = 'O'")
        installed = {name for (name,) in cursor.fetchall()}
    expected = {f"{table}_only_added" for table in tables()}
    assert expected and expected <= installed
