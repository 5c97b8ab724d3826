"""The web server as deploy/systemd starts it, on a free port and with a shorter wait between two workers."""

import re
import shlex
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.server import wait_for
from tests.deploy.proxies import DEPLOY, free_port

UNIT = DEPLOY / "systemd" / "plainsong-web.service"


def command(port: int) -> list[str]:
    """ExecStart with this checkout's granian; a worker of ours is loaded within eight seconds."""
    text = UNIT.read_text().replace("\\\n", " ")
    assert "ExecReload=/bin/kill -HUP $MAINPID" in text
    [line] = re.findall(r"^ExecStart=(.*)$", text, re.MULTILINE)
    _, *words = shlex.split(
        line.replace("--port 8000", f"--port {port}").replace("-interval 15", "-interval 8")
    )
    return [str(Path(sys.executable).parent / "granian"), *words]


@contextmanager
def started_as_a_unit(env: Mapping[str, str]) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Its base address and its process."""
    port = free_port()
    web = subprocess.Popen(command(port), env=dict(env), stdout=subprocess.DEVNULL)  # noqa: S603
    try:
        wait_for(f"http://127.0.0.1:{port}/livez")
        yield f"http://127.0.0.1:{port}", web
    finally:
        web.terminate()
        web.wait(timeout=45)


def workers(pid: int) -> set[int]:
    """The processes that granian has started to answer requests."""
    return set(map(int, Path(f"/proc/{pid}/task/{pid}/children").read_text().split()))


def status(address: str) -> int:
    """The answer's status, as the proxy would ask."""
    asked = urllib.request.Request(  # noqa: S310 -- our own server
        address, headers={"Host": "shop.example", "X-Forwarded-Proto": "https", "X-Real-IP": "127.0.0.1"}
    )
    with urllib.request.urlopen(asked, timeout=30) as answer:  # noqa: S310
        return int(answer.status)
