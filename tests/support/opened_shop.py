"""A shop in production, set up in an empty database with the commands of docs/server.md.

Django is loaded once for all commands, and what `collectstatic` made is used as long as no static file
changes: the two take half a minute. One process of a run opens the shop for all.
"""

import hashlib
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.finders import get_finders

from tests.support.database import BUILD
from tests.support.once_a_run import once_a_run
from tests.support.production import PRODUCTION

ROOT = Path(settings.BASE_DIR)
# What `collectstatic` goes by, besides the static files themselves.
CODE = ["requirements/*", "shop/settings/*.py", "shop/web/static_storage.py"]


@dataclass(frozen=True)
class OpenedShop:
    """Its environment, and what `setup_shop` printed at first and when it ran again."""

    env: dict[str, str]
    first: str
    again: str


@pytest.fixture(scope="session")
def opened_shop(tmp_path_factory: pytest.TempPathFactory, django_db_setup: object) -> OpenedShop:
    return once_a_run("opened-shop", tmp_path_factory, lambda: _opened(tmp_path_factory))


def _opened(folders: pytest.TempPathFactory) -> OpenedShop:
    env = _environment(folders)
    static = Path(env["VAR_DIR"]) / "static"
    stored = BUILD.parent / "test-collected" / _fingerprint()
    if stored.exists():
        shutil.copytree(stored, static)
    else:
        run(env, "manage.py", "collectstatic", "--no-input", "--verbosity", "0")
        _store(static, stored)
    printed = run(env, "-c", FORKS, "migrate -v0", "setup_shop", "setup_shop", "compress --force -v0")
    _, first, again, *_ = printed.split(END)
    return OpenedShop(env, first, again)


# Each command in a process of its own, as on a server, with the modules that the first one has loaded.
END = "\f"
FORKS = f"""
import django, os, sys
from django.core.management import call_command
django.setup()
for command in sys.argv[1:]:
    if not (child := os.fork()):
        call_command(*command.split())
        sys.exit()
    if os.waitpid(child, 0)[1]:
        sys.exit(1)
    print(end={END!r}, flush=True)
"""


def _store(static: Path, stored: Path) -> None:
    shutil.rmtree(stored.parent, ignore_errors=True)
    half_made = stored.with_suffix(".half-made")
    shutil.copytree(static, half_made)
    half_made.rename(stored)


def _fingerprint() -> str:
    """Of every static file, the settings, and the storage that hashes and compresses."""
    files = [storage.path(name) for finder in get_finders() for name, storage in finder.list([])]
    code = [file for pattern in CODE for file in ROOT.glob(pattern)]
    digest = hashlib.sha256()
    for file in sorted({*map(Path, files), *code}):
        digest.update(f"{file.name}".encode() + file.read_bytes())
    return digest.hexdigest()[:12]


def _environment(folders: pytest.TempPathFactory) -> dict[str, str]:
    """Production's settings, with a database of its own."""
    home = folders.mktemp("shop")
    for template in BUILD.glob("template-*.sqlite3"):  # migrated already, which takes half a minute
        shutil.copy(template, home / "shop.sqlite3")
    changes = {"DATABASE_URL": f"sqlite:///{home / 'shop.sqlite3'}", "VAR_DIR": str(home)}
    return {k: v for k, v in os.environ.items() if k not in PRODUCTION} | PRODUCTION | changes


def run(env: dict[str, str], *command: str) -> str:
    """What Python printed in a process of its own, which has to end well."""
    done = subprocess.run(  # noqa: S603
        [sys.executable, *command],
        env=env,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
