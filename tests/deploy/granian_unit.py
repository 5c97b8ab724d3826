"""The web server as deploy/systemd starts it, on a free port."""

import re
import shlex
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.ports import free_port, wait_for_answer
from tests.deploy.proxies import DEPLOY

UNIT = DEPLOY / "systemd" / "plainsong-web.service"


def command(port: int, host: str = "127.0.0.1") -> list[str]:
    """ExecStart with the Python that runs the tests, listening there."""
    text = UNIT.read_text().replace("\\\n", " ")
    assert "ExecReload=/bin/kill -HUP $MAINPID" in text
    [line] = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)
    _, *words = shlex.split(line.replace("--host 127.0.0.1 --port 8000", f"--host {host} --port {port}"))
    return [sys.executable, *words]


@contextmanager
def started_as_a_unit(env: Mapping[str, str]) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Its base address and its process."""
    port = free_port()
    web = subprocess.Popen(command(port), env=dict(env), cwd=DEPLOY.parent, stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        wait_for_answer(f"http://127.0.0.1:{port}/livez")
        yield f"http://127.0.0.1:{port}", web
    finally:
        web.terminate()
        web.wait(timeout=45)


def workers(pid: int) -> set[int]:
    """The processes that answer requests: those that the server's granian has forked."""
    return {worker for granian in children(pid) for worker in children(granian)}


def children(pid: int) -> set[int]:
    try:
        return {
            int(child)
            for task in Path(f"/proc/{pid}/task").iterdir()
            for child in (task / "children").read_text().split()
        }
    except OSError:
        return set()  # ended meanwhile


def status(address: str) -> int:
    """The answer's status, as the proxy would ask."""
    asked = urllib.request.Request(  # noqa: S310 -- our own server
        address, headers={"Host": "shop.example", "X-Forwarded-Proto": "https", "X-Real-IP": "127.0.0.1"}
    )
    with urllib.request.urlopen(asked, timeout=30) as answer:  # noqa: S310
        return int(answer.status)
