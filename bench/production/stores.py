"""The shop's other servers on loopback: Redis, one that takes emails, and commands to start them."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.production.services import Service, free_port, wait_for_port


def redis(folder: Path, env: Mapping[str, str]) -> tuple[Service, str]:
    """The service and its CACHE_URL; what it holds is lost when it stops."""
    port = free_port()
    options = ["--dir", str(folder), "--save", "", "--appendonly", "no"]
    command = ["redis-server", "--bind", "127.0.0.1", "--port", str(port), *options]
    return started("redis", command, env, folder, port), f"redis://127.0.0.1:{port}/0"


def mail(folder: Path, env: Mapping[str, str]) -> tuple[Service, str]:
    """The service, which notes each email's recipient in `emails.txt`, and its EMAIL_URL."""
    port = free_port()
    command = [sys.executable, "-m", "bench.newsletter.sink", str(port), str(folder / "emails.txt")]
    return started("mail", command, env, folder, port), f"smtp://127.0.0.1:{port}"


def started(name: str, command: Sequence[str], env: Mapping[str, str], folder: Path, port: int) -> Service:
    """A service that listens."""
    service = Service(name, command, env, folder)
    service.start()
    wait_for_port(port)
    return service
