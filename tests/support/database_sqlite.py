"""The template on SQLite: a file, copied by SQLite's own backup, which respects open readers."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

MANY_WRITERS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"


def template(connection: Any, build: Path, fingerprint: str, migrate: Callable[[str], None]) -> Path:
    """Make the migrated file if these migrations have none yet; drop the old ones."""
    path = build / f"template-{fingerprint}.sqlite3"
    if not path.exists():
        for old in build.glob("*.sqlite3*"):
            old.unlink()
        half_made = build / "half-made.sqlite3"
        migrate(f"sqlite:///{half_made}")
        with sqlite3.connect(half_made) as database:
            database.execute("PRAGMA journal_mode=DELETE")
        database.close()
        half_made.rename(path)
    return path


def open_copy(connection: Any, template: Path, worker: str) -> Path:
    """A file, not memory: the live server's threads each open it for themselves."""
    path = template.parent / f"run-{worker}.sqlite3"
    connection.close()
    connection.settings_dict["NAME"] = str(path)
    connection.settings_dict["OPTIONS"]["init_command"] = MANY_WRITERS
    restore(connection, template)
    return path


def restore(connection: Any, template: Path) -> None:
    """Write the template over the copy in one transaction."""
    connection.close()
    connection.ensure_connection()
    with sqlite3.connect(template) as source:
        source.backup(connection.connection)
    source.close()
    connection.close()


def drop_copy(connection: Any, path: Path) -> None:
    """Remove the copy with its write-ahead log."""
    for file in path.parent.glob(f"{path.name}*"):
        file.unlink(missing_ok=True)
