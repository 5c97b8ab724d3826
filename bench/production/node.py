"""One of the shop's machines: a web server and a task worker, with files of their own."""

import signal
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.ports import free_port, wait_for_answer
from bench.production.machines import Machine
from bench.production.services import Service
from tests.deploy.granian_unit import command, workers

WORKER = [sys.executable, "manage.py", "db_worker", "--queue-name", "*"]
SCHEDULER = [sys.executable, "manage.py", "crontask", "--no-heartbeat"]


@dataclass
class Node:
    """Its services, and the port at which nginx finds its web server."""

    machine: Machine
    port: int
    env: Mapping[str, str]
    logs: Path

    def __post_init__(self) -> None:
        self.web = self.service("web", command(self.port, self.machine.address))
        self.worker = self._a_worker()

    @property
    def address(self) -> str:
        """Host and port of its web server."""
        return f"{self.machine.address}:{self.port}"

    def service(self, name: str, words: Sequence[str]) -> Service:
        """A command of this machine."""
        return Service(f"{name}-{self.machine.name}", self.machine.inside(words), self.env, self.logs)

    def start(self) -> None:
        """Start both; they serve a moment later."""
        self.web.start()
        self.worker.start()

    def wait(self) -> None:
        """Until the web server answers."""
        wait_for_answer(f"http://{self.address}/livez")

    def reload(self) -> None:
        """`systemctl reload plainsong-web`, and a new task worker before the old one ends."""
        old = workers(self.web.pid)
        self.web.signal(signal.SIGHUP)
        leaving, self.worker = self.worker, self._a_worker()
        self.worker.start()
        until = time.monotonic() + 90
        while old & workers(self.web.pid) and time.monotonic() < until:
            time.sleep(0.2)
        leaving.stop()

    def stop(self) -> None:
        """Let both finish what they do."""
        self.web.stop()
        self.worker.stop()

    def _a_worker(self) -> Service:
        return self.service("worker", WORKER)


def node(machine: Machine, folder: Path, env: Mapping[str, str]) -> Node:
    """A machine with its own VAR_DIR; what machines share is in the settings alone."""
    home = folder / f"node-{machine.name}"
    return Node(machine, free_port(), {**env, "VAR_DIR": str(home)}, folder)
