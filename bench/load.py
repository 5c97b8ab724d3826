"""Put load on one address and report: wrk where it is installed, else threads of our own."""

import http.client
import re
import shutil
import subprocess
import threading
import time
from dataclasses import dataclass

CONNECTIONS = 8
UNITS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Load:
    """What a run of load found; latencies in milliseconds."""

    requests: int
    per_second: float
    p50: float
    p99: float
    errors: int


def put_load(url: str, seconds: int) -> Load:
    """Ask for one address over eight connections for so many seconds."""
    return by_wrk(url, seconds) if shutil.which("wrk") else by_threads(url, seconds)


def by_wrk(url: str, seconds: int, *, header: str = "Accept: */*") -> Load:
    """wrk itself needs the least processor time, which matters where it shares two cores."""
    connections = ["-t1", f"-c{CONNECTIONS}", "--timeout", "20s", "-H", header]
    command = ["wrk", *connections, f"-d{seconds}s", "--latency", url]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    bad = sum(map(int, re.findall(r"Non-2xx or 3xx responses: (\d+)", text)))
    bad += sum(map(int, re.findall(r"(?:connect|read|write|timeout) (\d+)", text)))
    return Load(
        requests=int(re.findall(r"(\d+) requests in", text)[0]),
        per_second=float(re.findall(r"Requests/sec:\s+([\d.]+)", text)[0]),
        p50=_milliseconds(text, "50%"),
        p99=_milliseconds(text, "99%"),
        errors=bad,
    )


def _milliseconds(text: str, share: str) -> float:
    value, unit = re.findall(rf"{share}\s+([\d.]+)(us|ms|s)", text)[0]
    return float(value) * UNITS[unit]


def by_threads(url: str, seconds: int) -> Load:
    """The same without wrk; Python's own cost makes these numbers lower."""
    taken: list[float] = []
    errors: list[int] = []
    until = time.monotonic() + seconds
    threads = [threading.Thread(target=_ask, args=(url, until, taken, errors)) for _ in range(CONNECTIONS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    taken.sort()
    return Load(
        requests=len(taken),
        per_second=len(taken) / seconds,
        p50=taken[len(taken) // 2] * 1000,
        p99=taken[int(len(taken) * 0.99)] * 1000,
        errors=len(errors),
    )


def _ask(url: str, until: float, taken: list[float], errors: list[int]) -> None:
    host, path = url.removeprefix("http://").split("/", 1)
    connection = http.client.HTTPConnection(host)
    while time.monotonic() < until:
        started = time.monotonic()
        connection.request("GET", f"/{path}")
        response = connection.getresponse()
        response.read()
        taken.append(time.monotonic() - started)
        if response.status >= 400:
            errors.append(response.status)
