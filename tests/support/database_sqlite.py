"""The template on SQLite: a file, copied by SQLite's own backup, which respects open readers."""

import json
import shutil
import sqlite3
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.support.migration_files import fingerprint

MANY_WRITERS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"


def template(connection: Any, build: Path, files: Mapping[str, str], migrate: Callable[[str], None]) -> Path:
    """Make the migrated file if these migrations have none yet; drop the old ones."""
    path = build / f"template-{fingerprint(files)}.sqlite3"
    if not path.exists():
        half_made = build / "half-made.sqlite3"
        half_made.unlink(missing_ok=True)
        if earlier := _earlier(build, files):
            shutil.copy(earlier, half_made)
        migrate(f"sqlite:///{half_made}")
        with sqlite3.connect(half_made) as database:
            database.execute("PRAGMA journal_mode=DELETE")
        database.close()
        _drop_old(build)
        path.with_suffix(".json").write_text(json.dumps(files))
        half_made.rename(path)
    return path


def _earlier(build: Path, files: Mapping[str, str]) -> Path | None:
    """A template that all of these files but new ones went into, unchanged.

    The roles may have changed: they are set again after each migration.
    """
    for manifest in build.glob("template-*.json"):
        found = json.loads(manifest.read_text())
        went_in = {name: digest for name, digest in found.items() if not name.endswith("/roles.py")}
        earlier = manifest.with_suffix(".sqlite3")
        if went_in.items() <= files.items() and earlier.exists():
            return earlier
    return None


def _drop_old(build: Path) -> None:
    """Old templates, and copies that a killed process left; another run may still be using its own."""
    for old in build.glob("template-*"):
        old.unlink()
    for copy in build.glob("run-*"):
        process = copy.name.partition(".")[0].rpartition("_")[2]
        if not Path("/proc", process).exists():
            copy.unlink()


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
