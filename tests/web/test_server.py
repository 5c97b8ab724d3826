"""The process in front of granian: a reload that fails changes nothing."""

import subprocess
import sys
from collections.abc import Iterator

import pytest

from shop.web import server
from shop.web.server import READY, Server

SERVES = f"import os, time; os.write(int(os.environ['{READY}']), b'1'); time.sleep(60)"
FAILS = "raise SystemExit(3)"


@pytest.fixture
def serving(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """A server with one program in granian's place that serves."""
    monkeypatch.setattr(server, "PAUSE", 0.1)
    found = Server([])
    runs(found, SERVES)
    assert found._start()
    yield found
    for process in found._running:
        process.kill()
        process.wait()


def runs(found: Server, program: str) -> None:
    found._command = [sys.executable, "-c", program]


def current(found: Server) -> subprocess.Popen[bytes]:
    [process] = found._running
    return process


def test_a_reload_puts_a_new_one_in_its_place(serving: Server) -> None:
    old = current(serving)
    serving._replace()
    assert old.poll() is not None
    assert current(serving).poll() is None


def test_code_that_does_not_start_leaves_the_old_one(
    serving: Server, capsys: pytest.CaptureFixture[str]
) -> None:
    old = current(serving)
    runs(serving, FAILS)
    serving._replace()
    assert current(serving) is old
    assert old.poll() is None
    assert "old workers serve on" in capsys.readouterr().err


def test_it_ends_as_granian_ended(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("signal.signal", lambda *args: None)
    found = Server([])
    runs(found, FAILS)
    assert found.run() == 3
