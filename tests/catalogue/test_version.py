"""Every process sees a change of the catalogue that one of them made."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache import caches

from shop.catalogue import version

# Without django.setup(), which takes ten times as long: a version needs settings and a cache, no models.
OTHER_PROCESS = """
from shop.catalogue import version
if "bump" in sys.argv: version.catalogue.bump_now()
print(version.catalogue_version())
"""


def elsewhere(directory: Path, *argv: str) -> str:
    """The result in another process of the same shop."""
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "shop.settings.demo", "VAR_DIR": str(directory)}
    command = [sys.executable, "-c", "import sys" + OTHER_PROCESS, *argv]
    done = subprocess.run(command, env=env, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True)  # noqa: S603
    return done.stdout.strip()


def test_two_processes_agree_until_one_of_them_changes_something(tmp_path: Path) -> None:
    first = elsewhere(tmp_path)
    assert elsewhere(tmp_path) == first
    changed = elsewhere(tmp_path, "bump")
    assert changed != first
    assert elsewhere(tmp_path) == changed


def test_a_version_is_believed_for_a_moment_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "VERSION_SECONDS", 60)
    before = version.catalogue_version()
    caches["shared"].set(version.catalogue.key, "changed by another process", None)
    assert version.catalogue_version() == before
    version.catalogue._until = 0.0
    assert version.catalogue_version() == "changed by another process"
    version.catalogue._until = 0.0


def test_a_change_of_ones_own_is_seen_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings, "VERSION_SECONDS", 60)
    before = version.catalogue_version()
    version.catalogue.bump_now()
    assert version.catalogue_version() != before
    version.catalogue._until = 0.0
