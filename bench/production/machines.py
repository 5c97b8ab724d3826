"""The two machines: network namespaces that `bin/with-machines` has made, otherwise process groups."""

import os
import subprocess
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.ports import LOOPBACK


@dataclass(frozen=True)
class Machine:
    """Its name and address; without a namespace it is this machine, and has no cable of its own."""

    name: str
    address: str = LOOPBACK
    namespace: str = ""
    cable: str = ""

    def inside(self, command: Sequence[str]) -> list[str]:
        """The command as it is started on this machine; its process id stays that of the command."""
        enter = ["ip", "netns", "exec", self.namespace] if self.namespace else []
        return [*enter, *command]

    def pull_cable(self) -> None:
        """From now on nothing reaches it, and it reaches nobody."""
        self._set_cable("down")

    def plug_in(self) -> None:
        """Mend it."""
        self._set_cable("up")

    def _set_cable(self, state: str) -> None:
        subprocess.run(["ip", "link", "set", self.cable, state], check=True)  # noqa: S607


def machines(env: Mapping[str, str] = os.environ) -> list[Machine]:
    """Both, from MACHINES, which has “address,namespace,cable” of each."""
    given = env.get("MACHINES", "").split()
    if not given:
        return [Machine("a"), Machine("b")]
    return [Machine(name, *one.split(",")) for name, one in zip("ab", given, strict=True)]


def shared_address(env: Mapping[str, str] = os.environ) -> str:
    """Where PostgreSQL, Redis, file store and mail server listen, so that both machines reach them."""
    return env.get("SHARED_ADDRESS", LOOPBACK)
