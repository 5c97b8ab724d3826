"""The whole demo as a test's database: loaded once for each set of data files, then copied like the template.

Its media are encoded once, too, so that a browser or a crawler meets the pictures a visitor does.
"""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.db import connections

from tests.support import database, database_sqlite
from tests.support.migration_files import fingerprint, migration_files

ROOT = Path(settings.BASE_DIR)
DATA = [
    "shop/demo/**/*",
    "guides/demo*",
    "guides/demo*/**/*",
    "guides/newsletter/demo*",
    "guides/claims/demo*",
    "guides/templatetags/guide_pictures.py",  # the sizes in which pictures are encoded
    "guides/newsletter/lead_magnet/tasks.py",
]


@pytest.fixture
def demo_shop(transactional_db: None, settings: Any) -> None:
    """Everything `make demo` has; the migrated template comes back after the test."""
    settings.MEDIA_ROOT = restore()


def restore() -> Path:
    """Write the demo over the test's database; returns where its media are."""
    connection = connections["default"]
    if connection.vendor != "sqlite":
        pytest.skip("the demo is copied as a file of SQLite's")
    loaded = prepared()
    database_sqlite.restore(connection, loaded / "demo.sqlite3")
    return loaded / "media"


def prepared() -> Path:
    """The folder with the loaded database and its media; other processes wait while one makes it."""
    with database.template_lock():
        return _loaded()


def _loaded() -> Path:
    folder = database.BUILD.parent / "test-demo" / _fingerprint()
    if not folder.exists():
        shutil.rmtree(folder.parent, ignore_errors=True)
        half_made = folder.with_suffix(".half-made")
        half_made.mkdir(parents=True)
        _load(half_made)
        half_made.rename(folder)
    return folder


def _load(folder: Path) -> None:
    file = folder / "demo.sqlite3"
    migrated = database_sqlite.template(
        connections["default"], database.BUILD, migration_files(), database.migrate
    )
    shutil.copy(migrated, file)
    env = {"DATABASE_URL": f"sqlite:///{file}", "TEST_MEDIA": str(folder / "media")}
    done = subprocess.run(
        [sys.executable, "manage.py", "load_demo"],
        cwd=ROOT,
        env={**os.environ, **env, "DJANGO_SETTINGS_MODULE": "shop.settings.test"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with sqlite3.connect(file) as loaded:
        loaded.execute("PRAGMA journal_mode=DELETE")
    loaded.close()


def _fingerprint() -> str:
    digest = hashlib.sha256(fingerprint(migration_files()).encode())
    for pattern in DATA:
        for file in sorted(ROOT.glob(pattern)):
            if file.is_file() and file.suffix != ".pyc":
                digest.update(f"{file.name}".encode() + file.read_bytes())
    return digest.hexdigest()[:12]
