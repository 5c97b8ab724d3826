"""PostgreSQL by its own programs pg_dump and pg_restore."""

import os
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.db import ProgrammingError
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.postgresql.client import DatabaseClient
from django.db.backends.utils import CursorWrapper

from shop.backup.engines.errors import DatabaseToolFailed, StillInUse
from shop.backup.figures import Figures, figures, names

TRIES = 20
DUMP = ["pg_dump", "--format=custom", "--no-owner", "--no-privileges", "--no-comments"]
RESTORE = ["pg_restore", "--no-owner", "--no-privileges", "--exit-on-error"]


def dump(connection: BaseDatabaseWrapper, target: Path) -> Figures:
    """Write the database to `target`; the figures are of the same moment, whatever is sold meanwhile."""
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
            cursor.execute("SELECT pg_export_snapshot()")
            snapshot = cursor.fetchone()[0]
            _run(own, [*DUMP, f"--snapshot={snapshot}", f"--file={target}"])
            return figures(own, cursor, names(own, cursor))
    finally:
        own.close()


@contextmanager
def scratch(connection: BaseDatabaseWrapper, dumped: Path) -> Iterator[BaseDatabaseWrapper]:
    """A database beside the shop's with what was dumped, dropped afterwards unless put in its place."""
    own = connection.copy()
    own.settings_dict["NAME"] = f"{connection.settings_dict['NAME']}_restored"
    _drop(connection, own.settings_dict["NAME"])
    _create(connection, own.settings_dict["NAME"])
    try:
        _run(own, [*RESTORE, f"--dbname={own.settings_dict['NAME']}"], str(dumped))
        yield own
    finally:
        own.close()
        _drop(connection, own.settings_dict["NAME"])


def put_in_place(connection: BaseDatabaseWrapper, restored: BaseDatabaseWrapper, stamp: str) -> str:
    """Rename both databases; returns the name under which the old one stays."""
    name = connection.settings_dict["NAME"]
    old, quote = f"{name}_before_{stamp}", connection.ops.quote_name
    connection.close()
    restored.close()
    with connection._nodb_cursor() as cursor:
        _wait_until_alone(cursor, [name, restored.settings_dict["NAME"]])
        cursor.execute(f"ALTER DATABASE {quote(name)} RENAME TO {quote(old)}")
        cursor.execute(f"ALTER DATABASE {quote(restored.settings_dict['NAME'])} RENAME TO {quote(name)}")
    return old


def _wait_until_alone(cursor: CursorWrapper, names: list[str]) -> None:
    """A connection of ours that was just closed takes the server a moment."""
    for _ in range(TRIES):
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = ANY(%s)", [names])
        if not cursor.fetchone()[0]:
            return
        time.sleep(0.1)
    raise StillInUse


def _create(connection: BaseDatabaseWrapper, name: str) -> None:
    try:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {connection.ops.quote_name(name)} TEMPLATE template0")
    except ProgrammingError as error:
        user = connection.settings_dict["USER"] or "plainsong"
        raise DatabaseToolFailed(
            f"The database {name} could not be made: {error} "
            f"As postgres, once: psql -c 'ALTER ROLE {user} CREATEDB'"
        ) from error


def _drop(connection: BaseDatabaseWrapper, name: str) -> None:
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {connection.ops.quote_name(name)}")


def _run(connection: BaseDatabaseWrapper, command: list[str], file: str = "") -> None:
    """Run a program with the connection of Django's own `dbshell`; pg_dump takes the database last."""
    given, env = DatabaseClient.settings_to_cmd_args_env(connection.settings_dict, [])
    *options, database = given[1:]
    words = [*command, *options, file or database]
    try:
        done = subprocess.run(  # noqa: S603 -- our own words
            words, env={**os.environ, **(env or {})}, capture_output=True, text=True, check=False
        )
    except FileNotFoundError as error:
        raise DatabaseToolFailed(f"{command[0]} is missing: apt-get install postgresql-client") from error
    if done.returncode:
        raise DatabaseToolFailed(f"{command[0]} failed: {done.stderr.strip()}")
