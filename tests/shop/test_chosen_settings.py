"""`manage.py` never runs with settings that nobody has chosen."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

from shop.settings.chosen import SettingsNotNamed, chosen_settings


def test_without_a_settings_file_no_command_runs(tmp_path: Path) -> None:
    with pytest.raises(SettingsNotNamed, match="make demo(.|\n)*make_env"):
        chosen_settings(tmp_path / ".env", "migrate")


def test_only_the_command_that_makes_the_file_runs_without(tmp_path: Path) -> None:
    assert chosen_settings(tmp_path / ".env", "make_env") == "shop.settings.before_env"


def test_the_settings_that_the_file_names_count(tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text("SECRET_KEY=x\nDJANGO_SETTINGS_MODULE=shop.settings.production\n")
    assert chosen_settings(file, "migrate") == "shop.settings.production"


@pytest.mark.parametrize("text", ["", "SECRET_KEY=x\n", "DJANGO_SETTINGS_MODULE=\n"])
def test_a_file_that_names_none_stops_the_command(text: str, tmp_path: Path) -> None:
    file = tmp_path / ".env"
    file.write_text(text)
    with pytest.raises(SettingsNotNamed, match="DJANGO_SETTINGS_MODULE=shop.settings.production"):
        chosen_settings(file, "migrate")


def test_manage_says_which_to_choose(tmp_path: Path) -> None:
    """`shop` is a link, so that the folder has the code and no `.env`."""
    shutil.copy(settings.BASE_DIR / "manage.py", tmp_path)
    (tmp_path / "shop").symlink_to(settings.BASE_DIR / "shop")
    env = {name: value for name, value in os.environ.items() if name != "DJANGO_SETTINGS_MODULE"}
    command = [sys.executable, "manage.py", "migrate"]
    told = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)  # noqa: S603
    assert told.returncode == 1
    assert "make demo" in told.stderr
