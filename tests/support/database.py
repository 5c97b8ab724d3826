"""Test databases copied from one migrated template, so that no process migrates twice.

Migrating Oscar and Wagtail takes about half a minute. The template is made once per set of
migration files (its name carries their hash), kept under build/ or on the PostgreSQL server,
and copied for each test process. Where SQLite's template lacks only new files, a copy of it is
migrated further. A transactional test commits; after it the copy is laid anew, so Wagtail's root
page and site are always there.
"""

import fcntl
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections
from django.test import TransactionTestCase

from tests.support import database_postgres, database_sqlite
from tests.support.migration_files import migration_files

BUILD = Path(settings.BASE_DIR) / "build" / "test-db"


@pytest.fixture(scope="session")
def django_db_setup(django_test_environment: None, django_db_blocker: Any) -> Iterator[Callable[[], None]]:
    """Point the default connection at a fresh copy of the template; replaces pytest-django's fixture.

    Its value restores the copy.
    """
    connection = connections["default"]
    engine = database_sqlite if connection.vendor == "sqlite" else database_postgres
    worker = f"{os.environ.get('PYTEST_XDIST_WORKER', 'main')}_{os.getpid()}"
    with django_db_blocker.unblock():
        with template_lock():
            template = engine.template(connection, BUILD, migration_files(), migrate)
        copy = engine.open_copy(connection, template, worker)
    lay_anew = partial(engine.restore, connection, template)
    restore_instead_of_flush(lay_anew)
    yield lay_anew
    with django_db_blocker.unblock():
        connections.close_all()
        engine.drop_copy(connection, copy)


@contextmanager
def template_lock() -> Iterator[None]:
    """Let one process make the template while the others wait for it."""
    BUILD.mkdir(parents=True, exist_ok=True)
    with (BUILD / "lock").open("w") as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield


def migrate(database_url: str) -> None:
    """Migrate that database in a process of its own."""
    subprocess.run(
        [sys.executable, "-m", "tests.support.migrate"],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": database_url, "DJANGO_SETTINGS_MODULE": "shop.settings.test"},
        check=True,
    )


def restore_instead_of_flush(lay_anew: Callable[[], None]) -> None:
    """After a transactional test restore the template instead of emptying each table.

    Django's flush would also delete what migrations wrote: Wagtail's root, the site, the zones.
    """

    def teardown(case: TransactionTestCase) -> None:
        lay_anew()

    TransactionTestCase._fixture_teardown = teardown  # type: ignore[method-assign]
