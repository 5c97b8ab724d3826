"""`make demo` waits for its server as long as the server's process lives."""

import runpy
import subprocess
import sys
from types import SimpleNamespace
from typing import Any

import pytest


@pytest.fixture
def wait(monkeypatch: pytest.MonkeyPatch) -> Any:
    """bin/demo.py's `wait_until_healthy`, with a clock that goes on by a second at each look."""
    monkeypatch.setattr("os.chdir", lambda path: None)
    names = runpy.run_path("bin/demo.py", run_name="demo")["wait_until_healthy"].__globals__
    clock = iter(range(10_000))
    fake = SimpleNamespace(monotonic=lambda: next(clock), sleep=lambda seconds: None)
    monkeypatch.setitem(names, "time", fake)
    return names


def test_a_slow_start_is_waited_for_and_said(wait: Any, capsys: pytest.CaptureFixture[str]) -> None:
    answers = iter([False] * 100 + [True])
    wait["answers"] = lambda: next(answers)
    wait["wait_until_healthy"](SimpleNamespace(poll=lambda: None))
    assert capsys.readouterr().out.count("Still starting ...") == 9


def test_a_server_that_ended_stops_the_demo(wait: Any) -> None:
    ended = subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"])
    ended.wait()
    wait["answers"] = lambda: False
    with pytest.raises(SystemExit):
        wait["wait_until_healthy"](ended)
