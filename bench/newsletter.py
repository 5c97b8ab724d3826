"""How fast a newsletter is sent, and whether a crash loses or repeats emails: `make bench-newsletter`.

Needs PostgreSQL (`bin/with-postgres` brings a throwaway one). Fills it with subscribers, queues a
newsletter, lets two workers send it to a local mail server, kills both half-way with SIGKILL, goes
on with two new ones, settles what was in their hands by the server's log, and compares what the server
took with what it should have.
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
SECONDS_TO_QUEUE, MAILS_A_SECOND, MEGABYTES, FLAT = 30, 200, 200, 10


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
    from guides.newsletter.models import Delivery, Newsletter
    from guides.newsletter.sending import schedule as sending_schedule

    fill(people)
    newsletter = write()
    started = time.monotonic()
    sending_schedule.begin(newsletter=newsletter)
    queued = time.monotonic() - started
    rows = Delivery.objects.count()
    first = run(lambda: sent() >= people // 2, killed=True)
    gone = let_some_leave()
    left_at = time.time()
    sending_schedule.resume(quiet=timedelta(0))
    second = run(lambda: Newsletter.objects.filter(state=Newsletter.SENT).exists(), killed=False)
    doubt = settle(newsletter, log)
    return report(Result(people, rows, queued, first, second, taken(log), gone, left_at, doubt))


def settle(newsletter: Any, log: Path) -> tuple[int, int]:
    """What staff do with the mail server's log: mark what was accepted, send the rest again."""
    from guides.newsletter.models import Newsletter
    from guides.newsletter.sending import unknown_deliveries

    took = {row[2] for row in taken(log)}
    looked_up = unknown_deliveries.to_look_up(newsletter)
    arrived = [row.pk for row, number in looked_up if number in took]
    lost = [row.pk for row, number in looked_up if number not in took]
    unknown_deliveries.mark_as_sent(newsletter=newsletter, keys=arrived)
    if unknown_deliveries.send_again(newsletter=newsletter, keys=lost):
        run(lambda: Newsletter.objects.filter(state=Newsletter.SENT).exists(), killed=False)
    return len(arrived), len(lost)


def fill(people: int) -> None:
    from guides.newsletter.email_digest import digest
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

    from guides.newsletter.models import Newsletter
    from guides.newsletter.sending import schedule as sending_schedule

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    words = "<h2>New this month</h2>" + "<p>Some lines of text, as a real letter has them.</p>" * 12
    newsletter = Newsletter.objects.create(subject="Bench", body=[("text", words)])
    from django.utils import timezone

    sending_schedule.schedule(newsletter=newsletter, at=timezone.now())
    newsletter.refresh_from_db()
    return newsletter


def sent() -> int:
    from guides.newsletter.models import Delivery

    return Delivery.objects.filter(state=Delivery.SENT).count()


@dataclass
class Half:
    """What two workers did until the newsletter was sent."""

    mails: int
    seconds: float
    cpu: float  # seconds of processor time of both workers
    memory: list[float]  # MB of the larger one, every half second


def run(is_over: Any, *, killed: bool) -> Half:
    """Run two workers until all is sent, measured from their first email on."""
    workers = [start("manage.py", "db_worker", "--queue-name", "*", "-v", "0") for _ in range(WORKERS)]
    before = sent()
    while sent() == before:
        time.sleep(0.05)
    began, base, cpu, seen = time.monotonic(), sent(), processor_time(workers), []
    while not is_over():
        time.sleep(0.5)
        seen.append(max(memory(worker.pid) for worker in workers))
    half = Half(sent() - base, time.monotonic() - began, processor_time(workers) - cpu, seen)
    for worker in workers:
        worker.send_signal(signal.SIGKILL if killed else signal.SIGTERM)
        worker.wait()
    return half


def memory(pid: int) -> float:
    """What a process holds now, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024


def processor_time(workers: list[subprocess.Popen[bytes]]) -> float:
    """Seconds of processor time so far, user and system."""
    ticks = [Path(f"/proc/{worker.pid}/stat").read_text().rpartition(")")[2].split() for worker in workers]
    return sum(int(row[11]) + int(row[12]) for row in ticks) / os.sysconf("SC_CLK_TCK")


def let_some_leave(number: int = 50) -> set[str]:
    """Unsubscribe some people while half of the emails are sent."""
    from guides.newsletter.consent import unsubscribe
    from guides.newsletter.consent.records import ConsentContext
    from guides.newsletter.models import Delivery
    from guides.newsletter.tokens import for_unsubscribing

    waiting = Delivery.objects.filter(state=Delivery.WAITING).select_related("subscriber").order_by("-pk")
    people = [row.subscriber for row in waiting[:number] if row.subscriber]
    for person in people:
        unsubscribe.leave(token=for_unsubscribing(person), form=ConsentContext("bench"))
    return {person.email for person in people}


def taken(log: Path) -> list[list[str]]:
    return [line.split() for line in log.read_text().splitlines()]


@dataclass
class Result:
    """The measurements, and the mail server's log."""

    people: int
    rows: int
    queued: float
    first: Half
    second: Half
    mails: list[list[str]]
    gone: set[str]
    left_at: float
    doubt: tuple[int, int]

    def lines(self) -> list[tuple[str, bool]]:
        """Each figure as a sentence, and whether it meets its goal."""
        return [*self.speed(), *self.thrift(), *self.care()]

    def speed(self) -> list[tuple[str, bool]]:
        both = (self.first, self.second)
        mails, seconds = sum(half.mails for half in both), sum(half.seconds for half in both)
        cost = 1000 * sum(half.cpu for half in both) / mails
        busy = f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
        return [
            (f"queued {self.rows} rows in {self.queued:.1f} s", self.queued < SECONDS_TO_QUEUE),
            (
                f"sent {mails / seconds:.0f} mails a second with {WORKERS} workers",
                mails / seconds >= MAILS_A_SECOND,
            ),
            (f"processor time of a mail in the workers: {cost:.1f} ms", True),
            (f"load of this machine, everything included: {busy}", True),
        ]

    def thrift(self) -> list[tuple[str, bool]]:
        """Memory of the larger worker over the second half, in ten looks; flat means that it doesn't grow."""
        seen = self.second.memory
        looks = [seen[at * (len(seen) - 1) // 9] for at in range(10)]
        told = " ".join(f"{look:.0f}" for look in looks)
        settled = looks[len(looks) // 2 :]
        is_flat = max(settled) - min(settled) < FLAT and max(seen) < MEGABYTES
        return [(f"memory of a worker over the run, MB: {told}", is_flat)]

    def care(self) -> list[tuple[str, bool]]:
        times = Counter(address for _, address, _, _ in self.mails)
        arrived = set(times)
        wanted = {f"reader{n}@example.com" for n in range(self.people)} - self.gone
        late = sum(row[1] in self.gone and float(row[0]) > self.left_at for row in self.mails)
        bare = sum(row[3] == "0" for row in self.mails)
        took, lost = self.doubt
        return [
            (
                f"in the hands of a killed worker: {took + lost}, of which the server had taken {took}; "
                f"settled by its log: {lost} sent again",
                took + lost <= WORKERS and not unknown(),
            ),
            (f"mailed twice: {sum(n > 1 for n in times.values())}", max(times.values()) == 1),
            (f"missed: {len(wanted - arrived)}", wanted <= arrived),
            (f"left half-way: {len(self.gone)}, mailed after that: {late}", late == 0),
            (f"without a one-click header: {bare}", bare == 0),
        ]


def unknown() -> int:
    from guides.newsletter.models import Delivery

    return Delivery.objects.filter(state=Delivery.UNKNOWN).count()


def report(result: Result) -> int:
    for words, is_good in result.lines():
        print(f"{'ok  ' if is_good else 'FAIL'} {words}")
    return 0 if all(is_good for _, is_good in result.lines()) else 1


if __name__ == "__main__":
    main()
