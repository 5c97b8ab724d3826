"""Programs that run until they are stopped, each in a process group of its own and ended by its id."""

import os
import signal
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

GRACE = 45  # seconds that deploy/systemd gives a program to end, too


@dataclass
class Service:
    """A command that can be started, killed, stopped, and started again; what it prints goes into a file."""

    name: str
    command: Sequence[str]
    env: Mapping[str, str]
    logs: Path
    _process: "subprocess.Popen[bytes] | None" = field(default=None, init=False)

    def start(self) -> None:
        """Start it; says nothing about whether it is ready."""
        with (self.logs / f"{self.name}.log").open("ab") as log:
            self._process = subprocess.Popen(
                self.command, env=dict(self.env), stdout=log, stderr=log, start_new_session=True
            )

    @property
    def pid(self) -> int:
        """The id of its first process, which is its group's, too."""
        if self._process is None:
            raise SystemExit(f"{self.name} was never started.")
        return self._process.pid

    def signal(self, number: int) -> None:
        """To its first process alone, as systemd's ExecReload does."""
        os.kill(self.pid, number)

    def kill(self) -> None:
        """Kill the whole group at once, as a machine that loses its power."""
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)
        if self._process:
            self._process.wait()

    def stop(self) -> None:
        """Let it finish what it does, and kill what is left of its group after the grace."""
        if self._process and self._process.poll() is None:
            self._process.terminate()
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(GRACE)
        if self._process:
            self.kill()
