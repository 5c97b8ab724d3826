"""The shop's other servers: Redis, one that takes emails, and commands to start them."""

import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from bench.ports import free_port, wait_for_port
from bench.production.machines import shared_address
from bench.production.services import Service


def redis(folder: Path, env: Mapping[str, str]) -> tuple[Service, str]:
    """The service and its CACHE_URL; what it holds is lost when it stops."""
    address = shared_address()
    port = free_port(address)
    options = ["--dir", str(folder), "--save", "", "--appendonly", "no", "--protected-mode", "no"]
    command = ["redis-server", "--bind", address, "--port", str(port), *options]
    return started("redis", command, env, folder, port), f"redis://{address}:{port}/0"


def mail(folder: Path, env: Mapping[str, str]) -> tuple[Service, str]:
    """The service, which notes each email's recipient in `emails.txt`, and its EMAIL_URL."""
    address = shared_address()
    port = free_port(address)
    command = [sys.executable, "-m", "bench.newsletter.sink", str(port), str(folder / "emails.txt"), address]
    return started("mail", command, env, folder, port), f"smtp://{address}:{port}"


def started(name: str, command: Sequence[str], env: Mapping[str, str], folder: Path, port: int) -> Service:
    """A service that listens where both machines reach it."""
    service = Service(name, command, env, folder)
    service.start()
    wait_for_port(port, shared_address())
    return service
