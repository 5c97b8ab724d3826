"""Ports of servers that benchmarks and tests start: a free one, and until somebody answers there."""

import socket
import time
import urllib.request

LOOPBACK = "127.0.0.1"


def free_port(address: str = LOOPBACK) -> int:
    """A port at which nobody listens."""
    with socket.socket() as probe:
        probe.bind((address, 0))
        return int(probe.getsockname()[1])


def wait_for_port(port: int, address: str = LOOPBACK, seconds: float = 60) -> None:
    """Until somebody listens there."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with socket.socket() as probe:
            if probe.connect_ex((address, port)) == 0:
                return
        time.sleep(0.05)
    raise SystemExit(f"Nobody listens at port {port}.")


def wait_for_answer(url: str, seconds: float = 180) -> None:
    """Until it answers well; a busy machine takes a while to load the shop."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        try:
            urllib.request.urlopen(url, timeout=10).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    raise SystemExit(f"{url} doesn't answer.")
