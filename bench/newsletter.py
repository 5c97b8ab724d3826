"""How fast a newsletter leaves, and whether a crash costs or doubles a mail: `make bench-newsletter`.

Needs PostgreSQL (`bin/with-postgres` brings a throwaway one). Fills it with subscribers, queues a
newsletter, lets two workers send it to a local mail server, kills both half-way with SIGKILL, goes
on with two new ones, and compares what the server took with what it should have.
"""

import argparse
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

WORKERS = 2
SECONDS_TO_QUEUE, MAILS_A_SECOND, MEGABYTES = 30, 200, 200


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    options.add_argument("--people", type=int, default=100_000)
    people = options.parse_args().people
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "taken.log"
        port = free_port()
        prepare(port)
        sink = start("-m", "bench.newsletter_sink", str(port), str(log))
        try:
            sys.exit(measure(people, log))
        finally:
            sink.kill()


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def prepare(port: int) -> None:
    os.environ |= {"SINK_PORT": str(port), "DJANGO_SETTINGS_MODULE": "bench.newsletter_settings"}
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)


def start(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, *arguments])


def measure(people: int, log: Path) -> int:
    from guides.newsletter import sending
    from guides.newsletter.models import Delivery, Newsletter

    fill(people)
    newsletter = write()
    started = time.monotonic()
    sending.begin(newsletter=newsletter)
    queued = time.monotonic() - started
    rows = Delivery.objects.count()
    first = run(lambda: sent() >= people // 2, killed=True)
    gone = let_some_leave()
    left_at = time.time()
    sending.resume(quiet=timedelta(0))
    second = run(lambda: Newsletter.objects.filter(state=Newsletter.SENT).exists(), killed=False)
    return report(Result(people, rows, queued, first, second, taken(log), gone, left_at))


def fill(people: int) -> None:
    from guides.newsletter.addresses import digest
    from guides.newsletter.models import Permission, Subscriber

    for begin in range(0, people, 5_000):
        emails = [f"reader{n}@example.com" for n in range(begin, min(begin + 5_000, people))]
        made = Subscriber.objects.bulk_create(
            Subscriber(email=email, email_hash=digest(email), state="confirmed", source="bench")
            for email in emails
        )
        Permission.objects.bulk_create(Permission(subscriber=person, purpose="news") for person in made)


def write() -> Any:
    from django.db import connection

    from guides.newsletter import sending
    from guides.newsletter.models import Newsletter

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    words = "<h2>New this month</h2>" + "<p>Some lines of text, as a real letter has them.</p>" * 12
    newsletter = Newsletter.objects.create(subject="Bench", body=[("text", words)])
    from django.utils import timezone

    sending.schedule(newsletter=newsletter, at=timezone.now())
    newsletter.refresh_from_db()
    return newsletter


def sent() -> int:
    from guides.newsletter.models import Delivery

    return Delivery.objects.filter(state=Delivery.SENT).count()


def run(is_over: Any, *, killed: bool) -> dict[str, float]:
    """Two workers until it is over: mails, seconds between the first and the last, and peak memory."""
    workers = [start("manage.py", "db_worker", "--queue-name", "*", "-v", "0") for _ in range(WORKERS)]
    before = sent()
    while sent() == before:
        time.sleep(0.05)
    began, base = time.monotonic(), sent()
    while not is_over():
        time.sleep(0.5)
    mails, seconds = sent() - base, time.monotonic() - began
    peak = max(memory(worker.pid) for worker in workers)
    for worker in workers:
        worker.send_signal(signal.SIGKILL if killed else signal.SIGTERM)
        worker.wait()
    return {"mails": mails, "seconds": seconds, "peak": peak}


def memory(pid: int) -> float:
    """The most memory a process ever held, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def let_some_leave(number: int = 50) -> set[str]:
    """People who leave while the newsletter is half out."""
    from guides.newsletter import leaving
    from guides.newsletter.models import Delivery
    from guides.newsletter.record import Form
    from guides.newsletter.tokens import for_leaving

    waiting = Delivery.objects.filter(state=Delivery.WAITING).select_related("subscriber").order_by("-pk")
    people = [row.subscriber for row in waiting[:number]]
    for person in people:
        leaving.leave(token=for_leaving(person), form=Form("bench"))
    return {person.email for person in people}


def taken(log: Path) -> list[list[str]]:
    return [line.split() for line in log.read_text().splitlines()]


@dataclass
class Result:
    """What was measured, and what the mail server says about it."""

    people: int
    rows: int
    queued: float
    first: dict[str, float]
    second: dict[str, float]
    mails: list[list[str]]
    gone: set[str]
    left_at: float

    def lines(self) -> list[tuple[str, bool]]:
        """Each figure in words, and whether it is good enough."""
        return [*self.speed(), *self.care()]

    def speed(self) -> list[tuple[str, bool]]:
        both = (self.first, self.second)
        rate = sum(half["mails"] for half in both) / sum(half["seconds"] for half in both)
        peak = max(half["peak"] for half in both)
        busy = f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
        return [
            (f"queued {self.rows} rows in {self.queued:.1f} s", self.queued < SECONDS_TO_QUEUE),
            (f"sent {rate:.0f} mails a second with {WORKERS} workers", rate >= MAILS_A_SECOND),
            (f"load of this machine, everything included: {busy}", True),
            (f"peak memory of a worker: {peak:.0f} MB", peak < MEGABYTES),
        ]

    def care(self) -> list[tuple[str, bool]]:
        times = Counter(address for _, address, _, _ in self.mails)
        judged, arrived = unknown(), set(times)
        wanted = {f"reader{n}@example.com" for n in range(self.people)} - self.gone - judged
        late = sum(row[1] in self.gone and float(row[0]) > self.left_at for row in self.mails)
        bare = sum(row[3] == "0" for row in self.mails)
        return [
            (f"mailed twice: {sum(n > 1 for n in times.values())}", max(times.values()) == 1),
            (f"missed: {len(wanted - arrived)}", wanted <= arrived),
            (
                f"in the hands of a killed worker, not sent again: {len(judged)}, "
                f"of which arrived: {len(judged & arrived)}",
                len(judged) <= WORKERS,
            ),
            (f"left half-way: {len(self.gone)}, mailed after that: {late}", late == 0),
            (f"without a one-click header: {bare}", bare == 0),
        ]


def unknown() -> set[str]:
    from guides.newsletter.models import Delivery

    rows = Delivery.objects.filter(state=Delivery.UNKNOWN)
    return set(rows.values_list("subscriber__email", flat=True))


def report(result: Result) -> int:
    for words, is_good in result.lines():
        print(f"{'ok  ' if is_good else 'FAIL'} {words}")
    return 0 if all(is_good for _, is_good in result.lines()) else 1


if __name__ == "__main__":
    main()
