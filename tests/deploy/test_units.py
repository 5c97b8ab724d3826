"""The systemd units are valid, closed up, and start programs of this project with options that exist."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
UNITS = ROOT / "deploy" / "systemd"
SERVICES = sorted(UNITS.glob("*.service"))
FOLDER = "/srv/plainsong"
MOST_EXPOSED = "20"  # of 100; systemd calls anything below 40 “ok”, a unit without hardening has 96


@pytest.fixture(scope="module")
def units(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The units as they stand, but for the folder of the shop, which is this checkout."""
    if shutil.which("systemd-analyze") is None:
        assert "CI" not in os.environ, "bin/proxies installs it"
        pytest.skip("systemd-analyze is missing: bin/proxies")
    folder = tmp_path_factory.mktemp("units")
    shutil.copytree(UNITS, folder, dirs_exist_ok=True)
    for file in (file for file in folder.rglob("*") if file.is_file()):
        text = file.read_text().replace(f"{FOLDER}/.venv/bin", str(Path(sys.executable).parent))
        file.write_text(text.replace(FOLDER, str(ROOT)))
    return folder


def analyze(units: Path, *words: str) -> str:
    env = {**os.environ, "SYSTEMD_UNIT_PATH": f"{units}:"}
    done = subprocess.run(  # noqa: S603
        ["systemd-analyze", *words],  # noqa: S607
        env=env,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stderr


def test_systemd_takes_them(units: Path) -> None:
    names = [str(units / file.name) for file in UNITS.iterdir() if file.is_file()]
    assert analyze(units, "verify", "--man=no", *names) == ""


@pytest.mark.parametrize("service", SERVICES, ids=lambda file: file.stem)
def test_a_broken_in_process_reaches_little(service: Path, units: Path) -> None:
    analyze(units, "security", "--offline=true", f"--threshold={MOST_EXPOSED}", str(units / service.name))


def test_the_target_starts_them_all() -> None:
    [wanted] = re.findall(r"^Wants=(.*)$", (UNITS / "plainsong.target").read_text(), re.MULTILINE)
    assert set(wanted.split()) == {service.name for service in SERVICES}
