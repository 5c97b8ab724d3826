"""A test database is migrated from the last one where migrations were only added, else from nothing."""

import json
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from tests.support.database_sqlite import template
from tests.support.migration_files import fingerprint

FIRST = {"basket/0001.py": "a", "order/0001.py": "b"}


@pytest.fixture
def migrated() -> list[bytes]:
    """What each database held when its migration began."""
    return []


@pytest.fixture
def make(tmp_path: Path, migrated: list[bytes]) -> Any:
    def migrate(url: str) -> None:
        file = Path(url.removeprefix("sqlite:///"))
        migrated.append(file.read_bytes() if file.exists() else b"")

    (tmp_path / f"template-{fingerprint(FIRST)}.json").write_text(json.dumps(FIRST))
    (tmp_path / f"template-{fingerprint(FIRST)}.sqlite3").write_bytes(b"")
    return lambda files: template(None, tmp_path, files, migrate)


def holds_a_database(folder: Path) -> None:
    with sqlite3.connect(folder / f"template-{fingerprint(FIRST)}.sqlite3") as database:
        database.execute("CREATE TABLE first (id integer)")
    database.close()


def test_added_migrations_run_on_the_last_template(make: Any, migrated: list[bytes], tmp_path: Path) -> None:
    holds_a_database(tmp_path)
    made = make({**FIRST, "order/0002.py": "c"})
    assert b"CREATE TABLE first" in migrated[0]
    assert [file.name for file in tmp_path.glob("*.sqlite3")] == [made.name]


@pytest.mark.parametrize(
    "files", [{**FIRST, "order/0001.py": "changed"}, {"order/0001.py": "b", "order/0002.py": "c"}]
)
def test_a_changed_or_lost_migration_means_a_new_start(
    make: Any, migrated: list[bytes], tmp_path: Path, files: dict[str, str]
) -> None:
    holds_a_database(tmp_path)
    make(files)
    assert migrated == [b""]


def test_the_same_migrations_run_once(make: Any, migrated: list[bytes], tmp_path: Path) -> None:
    holds_a_database(tmp_path)
    make(FIRST)
    assert migrated == []


def test_copies_of_another_run_stay_until_it_has_ended(make: Any, tmp_path: Path) -> None:
    running, ended = tmp_path / f"run-gw0_{os.getpid()}.sqlite3", tmp_path / "run-gw0_99999999.sqlite3"
    running.touch()
    ended.touch()
    make({"order/0001.py": "other"})
    assert running.exists() and not ended.exists()


def test_changed_roles_are_set_on_the_last_template(make: Any, migrated: list[bytes], tmp_path: Path) -> None:
    holds_a_database(tmp_path)
    manifest = tmp_path / f"template-{fingerprint(FIRST)}.json"
    manifest.write_text(json.dumps({**FIRST, "office/roles.py": "a"}))
    make({**FIRST, "office/roles.py": "b"})
    assert b"CREATE TABLE first" in migrated[0]
