"""A granian of our own on a free port, and the processor time that it uses."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from bench.ports import free_port, wait_for_answer

ROOT = Path(__file__).resolve().parents[1]
TICKS = os.sysconf("SC_CLK_TCK")


@contextmanager
def running(
    env: Mapping[str, str], app: str = "shop.wsgi:application", threads: int = 4
) -> Iterator[tuple[str, int]]:
    """Yield the base address and the process group of a server with two workers."""
    port = free_port()
    listen = ["--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port), "--log-level", "warning"]
    size = ["--workers", "2", "--blocking-threads", str(threads)]
    server = subprocess.Popen(
        [sys.executable, "-m", module_for(app), *listen, *size, app],
        env=dict(env),
        cwd=ROOT,
        start_new_session=True,
    )
    try:
        base = f"http://127.0.0.1:{port}"
        wait_for_answer(f"{base}/healthz")
        yield base, server.pid
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(timeout=15)


def module_for(app: str) -> str:
    """The shop is served as in production; what is compared with it is served by granian alone."""
    return "shop.web.server" if app == "shop.wsgi:application" else "granian"


def processor_seconds(group: int) -> float:
    """User and system time so far of every process in the server's group."""
    return sum(int(fields[11]) + int(fields[12]) for fields in processes(group).values()) / TICKS


def processes(group: int) -> dict[int, list[str]]:
    """The processes of a group by id, each with the fields that /proc gives after its name."""
    found = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue  # ended meanwhile
        if int(fields[2]) == group:
            found[int(stat.parent.name)] = fields
    return found
