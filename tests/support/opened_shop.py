"""A shop in production, set up in an empty database with the commands of docs/server.md.

Collecting and compressing the static files takes half a minute, so one process of a run does it for all.
"""

import os
import shutil
import subprocess
import sys
from dataclasses import dataclass

import pytest
from django.conf import settings

from tests.support.database import BUILD
from tests.support.once_a_run import once_a_run
from tests.support.production import PRODUCTION


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
    run(env, "manage.py", "migrate", "--verbosity", "0")
    first, again = (run(env, "manage.py", "setup_shop") for _ in range(2))
    run(env, "manage.py", "collectstatic", "--no-input", "--verbosity", "0")
    run(env, "manage.py", "compress", "--force", "--verbosity", "0")
    return OpenedShop(env, first, again)


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
