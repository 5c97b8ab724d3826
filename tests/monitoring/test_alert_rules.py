"""Prometheus' own tool (`bin/promtool`) takes the job and the rules, and each rule fires when it should."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest
import yaml
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PROMETHEUS = ROOT / "deploy" / "prometheus"
FETCHED = ROOT / "build" / "promtool" / "usr" / "bin" / "promtool"
CASES = Path(__file__).with_name("alert_cases.yml")
TOKEN_FILE = "/etc/prometheus/plainsong-token"


@pytest.fixture
def promtool() -> str:
    found = shutil.which("promtool") or (str(FETCHED) if FETCHED.exists() else "")
    if not found:
        refuse = pytest.fail if os.environ.get("CI") else pytest.skip
        refuse("no promtool: bin/promtool fetches it, and says what it needs")
    return found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """What docs/monitoring.md copies to /etc/prometheus, and the token."""
    shutil.copy(PROMETHEUS / "alerts.yml", tmp_path / "plainsong-alerts.yml")
    (tmp_path / "token").write_text("t" * 24)
    text = (PROMETHEUS / "prometheus.yml").read_text()
    assert TOKEN_FILE in text
    (tmp_path / "prometheus.yml").write_text(text.replace(TOKEN_FILE, str(tmp_path / "token")))
    return tmp_path


def run(promtool: str, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([promtool, *words], capture_output=True, text=True, check=False)  # noqa: S603


def test_prometheus_takes_job_and_rules(promtool: str, folder: Path) -> None:
    done = run(promtool, "check", "config", "--lint=all", "--lint-fatal", str(folder / "prometheus.yml"))
    assert done.returncode == 0, done.stdout + done.stderr


def test_each_rule_fires_when_it_should(promtool: str, folder: Path) -> None:
    done = run(promtool, "test", "rules", cases(folder, "plainsong-alerts.yml"))
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_rule_that_no_longer_fires_is_noticed(promtool: str, folder: Path) -> None:
    """The control: the same cases with another limit."""
    text = (folder / "plainsong-alerts.yml").read_text()
    (folder / "deaf.yml").write_text(text.replace("payments_in_review > 0", "payments_in_review > 9"))
    assert run(promtool, "test", "rules", cases(folder, "deaf.yml")).returncode != 0


def test_each_rule_is_among_the_cases_both_ways() -> None:
    (group,) = yaml.safe_load((PROMETHEUS / "alerts.yml").read_text())["groups"]
    tried = [one for case in yaml.safe_load(CASES.read_text())["tests"] for one in case["alert_rule_test"]]
    for rule in group["rules"]:
        seen = {bool(one["exp_alerts"]) for one in tried if one["alertname"] == rule["alert"]}
        assert seen == {True, False}, rule["alert"]


def cases(folder: Path, rules: str) -> str:
    """The file of cases for these rules, beside which promtool looks for them."""
    file = folder / "cases.yml"
    file.write_text(CASES.read_text().replace("rule_files: [alerts.yml]", f"rule_files: [{rules}]"))
    return str(file)
