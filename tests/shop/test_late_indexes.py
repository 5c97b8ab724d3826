"""An index of Wagtail's that is written late is complete when it is first read."""

from contextlib import suppress

import pytest
from django.db import connection, transaction

from tests.support import pages
from tests.support.factories import a_product
from tests.support.late_indexes import INDEXES, found_words

WORDS, LINKS = INDEXES


def rows(table: str) -> int:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")  # noqa: S608
        return int(cursor.fetchone()[0])


@pytest.mark.django_db
def test_what_waits_is_there_when_the_index_is_read() -> None:
    before = rows(WORDS.table)
    a_product("Oil")
    assert WORDS.rows
    assert rows(WORDS.table) == before + 1


@pytest.mark.django_db
def test_reading_one_index_leaves_the_other() -> None:
    pages.a_guide("legs")
    assert rows(LINKS.table) and WORDS.rows


@pytest.mark.django_db
def test_what_is_found_is_asked_for_again_after_a_change() -> None:
    version = found_words.current()
    a_product("Oil")
    assert found_words.current() != version


@pytest.mark.django_db
def test_what_was_rolled_back_is_left_out() -> None:
    before = rows(WORDS.table)
    with suppress(ZeroDivisionError), transaction.atomic():
        assert a_product() and 1 / 0
    assert rows(WORDS.table) == before


@pytest.mark.django_db(transaction=True)
def test_rows_that_are_committed_are_indexed_at_once() -> None:
    a_product("Oil")
    assert not WORDS.rows
