"""Two workers as processes of their own, with their processor time and memory."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

WORKERS = 2
POLL = 0.5  # seconds between two looks


@dataclass(frozen=True)
class Leg:
    """What two workers did until something was reached."""

    mails: int
    seconds: float
    cpu: float  # seconds of processor time of both workers
    memory: list[float]  # MB of the larger one, every half second


def start(*arguments: str) -> subprocess.Popen[bytes]:
    """A Python process of its own."""
    return subprocess.Popen([sys.executable, *arguments])


def run(is_reached: Callable[[], bool], *, count: Callable[[], int], killed: bool) -> Leg:
    """Let two workers send until that is reached, measured from their first email on."""
    workers = [start("manage.py", "db_worker", "--queue-name", "*", "-v", "0") for _ in range(WORKERS)]
    before = count()
    while count() == before:
        time.sleep(0.05)
    began = time.monotonic()
    base = count()
    cpu = processor_time(workers)
    seen = []
    while not is_reached():
        time.sleep(POLL)
        seen.append(max(memory(worker.pid) for worker in workers))
    leg = Leg(count() - base, time.monotonic() - began, processor_time(workers) - cpu, seen)
    for worker in workers:
        worker.send_signal(signal.SIGKILL if killed else signal.SIGTERM)
        worker.wait()
    return leg


def memory(pid: int) -> float:
    """What a process holds now, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def processor_time(workers: list[subprocess.Popen[bytes]]) -> float:
    """Seconds of processor time so far, user and system."""
    ticks = [Path(f"/proc/{worker.pid}/stat").read_text().rpartition(")")[2].split() for worker in workers]
    return sum(int(row[11]) + int(row[12]) for row in ticks) / os.sysconf("SC_CLK_TCK")
