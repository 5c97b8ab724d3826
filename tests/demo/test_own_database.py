"""The demo's commands refuse every database but the demo's."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from shop.settings.demo_database import SQLITE, refuse_foreign_database

COMMANDS = sorted(path.stem for path in Path("shop/demo/management/commands").glob("[a-z]*.py"))


def run(folder: Path, *command: str, **changes: str) -> subprocess.CompletedProcess[str]:
    env = {k: v for k, v in os.environ.items() if k not in ("DATABASE_URL", "DJANGO_SETTINGS_MODULE")}
    return subprocess.run(  # noqa: S603
        [sys.executable, *command],
        env=env | {"VAR_DIR": str(folder)} | changes,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize("command", ["migrate", "flush", *COMMANDS])
@pytest.mark.parametrize("url", ["postgres://shop@127.0.0.1:9/shop", "sqlite:///{}/shop.sqlite3"])
def test_no_demo_command_takes_another_database(command: str, url: str, tmp_path: Path) -> None:
    demo = {"DJANGO_SETTINGS_MODULE": "shop.settings.demo", "DATABASE_URL": url.format(tmp_path)}
    answer = run(tmp_path, "manage.py", command, **demo)
    assert answer.returncode != 0
    assert "DATABASE_URL names a database that is not the demo’s" in answer.stderr
    assert not (tmp_path / "shop.sqlite3").exists()


def test_make_demo_stops_with_the_reason(tmp_path: Path) -> None:
    answer = run(tmp_path, "bin/demo.py", PORT="0", DATABASE_URL="postgres://shop@127.0.0.1:9/shop")
    assert answer.returncode == 1
    assert "DATABASE_URL names a database that is not the demo’s" in answer.stderr


def test_the_demo_takes_its_own_file(tmp_path: Path) -> None:
    refuse_foreign_database({"ENGINE": SQLITE, "NAME": str(tmp_path / "demo.sqlite3")}, tmp_path)


@pytest.mark.parametrize("name", ["shop.sqlite3", "sub/demo.sqlite3", "../demo.sqlite3", ":memory:"])
def test_any_other_file_is_refused(name: str, tmp_path: Path) -> None:
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL"):
        refuse_foreign_database({"ENGINE": SQLITE, "NAME": str(tmp_path / name)}, tmp_path)
