"""From an empty database to a shop that can be opened, with production's own settings."""

import os
import re
import shutil
import subprocess
import sys

import pytest
from django.conf import settings

from tests.shop.test_payment_settings import PRODUCTION
from tests.support.database import BUILD

CHECK = """
import django; django.setup()
from django.test import Client
pages = "/ /shop/ /delivery/ /returns/ /privacy/ /contact/ /accessibility/ /terms/ /basket/ /healthz"
for path in pages.split():
    print(path, Client(headers={"host": "shop.example"}).get(path, secure=True).status_code)
"""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory, django_db_setup: object) -> dict[str, str]:
    """The environment of a shop in production, with a database of its own."""
    home = tmp_path_factory.mktemp("shop")
    for template in BUILD.glob("template-*.sqlite3"):  # migrated already, which takes half a minute
        shutil.copy(template, home / "shop.sqlite3")
    changes = {"DATABASE_URL": f"sqlite:///{home / 'shop.sqlite3'}", "VAR_DIR": str(home)}
    return {k: v for k, v in os.environ.items() if k not in PRODUCTION} | PRODUCTION | changes


def run(env: dict[str, str], *command: str) -> str:
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


def test_a_new_shop_opens_and_opening_it_again_changes_nothing(shop: dict[str, str]) -> None:
    run(shop, "manage.py", "migrate", "--verbosity", "0")
    assert re.search(r"Pages: [1-9]\d* made", run(shop, "manage.py", "setup_shop"))
    assert "Pages: all there" in run(shop, "manage.py", "setup_shop")
    run(shop, "manage.py", "collectstatic", "--no-input", "--verbosity", "0")
    run(shop, "manage.py", "compress", "--force", "--verbosity", "0")
    answers = run(shop, "-c", CHECK).split("\n")
    assert all(answer.endswith(" 200") for answer in answers if answer), answers
