"""SQLite by its backup API, which copies a database in use."""

import shutil
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from django.db import OperationalError
from django.db.backends.base.base import BaseDatabaseWrapper

from shop.backup.engines.errors import DatabaseToolFailed, StillInUse
from shop.backup.figures import Figures, figures, names

BESIDE = ("", "-wal", "-shm", "-journal")


def dump(connection: BaseDatabaseWrapper, target: Path) -> Figures:
    """Write the database to `target`; the figures are of the same moment, whatever is sold meanwhile."""
    own = connection.copy()
    try:
        with own.cursor() as cursor, closing(sqlite3.connect(target)) as copy:
            cursor.execute("BEGIN DEFERRED")
            found = figures(own, cursor, names(own, cursor))
            own.connection.backup(copy)
            return found
    finally:
        own.close()


@contextmanager
def scratch(connection: BaseDatabaseWrapper, dumped: Path) -> Iterator[BaseDatabaseWrapper]:
    """A database beside the shop's with what was dumped, deleted afterwards unless put in its place."""
    own = connection.copy()
    path = Path(f"{connection.settings_dict['NAME']}.restored")
    own.settings_dict["NAME"] = str(path)
    try:
        shutil.copyfile(dumped, path)
        with own.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            if (said := cursor.fetchone()[0]) != "ok":
                raise DatabaseToolFailed(f"SQLite finds the database damaged: {said}")
        yield own
    finally:
        own.close()
        for end in BESIDE:
            Path(f"{path}{end}").unlink(missing_ok=True)


def put_in_place(connection: BaseDatabaseWrapper, restored: BaseDatabaseWrapper, stamp: str) -> str:
    """Rename both files; returns the name under which the old one stays."""
    path = Path(connection.settings_dict["NAME"])
    old = path.with_name(f"{path.name}.before-{stamp}")
    _alone(restored)
    if path.exists():
        _alone(connection)
        path.replace(old)
    Path(restored.settings_dict["NAME"]).replace(path)
    return str(old)


def _alone(connection: BaseDatabaseWrapper) -> None:
    """Fold the write-ahead log into the file, which SQLite does only for the last connection."""
    connection.close()
    try:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA busy_timeout=2000")
            cursor.execute("PRAGMA journal_mode=DELETE")
    except OperationalError as error:
        raise StillInUse from error
    finally:
        connection.close()
