"""Each figure as a sentence, and whether it meets its goal."""

import os
from collections import Counter
from dataclasses import dataclass

from bench.newsletter.letter import SHARE, SUBJECTS, unknown
from bench.newsletter.people import address, is_tagged
from bench.newsletter.sink import Taken
from bench.newsletter.workers import WORKERS, Leg

SECONDS_TO_QUEUE, SECONDS_TO_CHOOSE, MAILS_A_SECOND, MEGABYTES, FLAT = 30, 30, 200, 200, 10
NEAR = 0.02  # of the audience, by which a share may miss: a code decides for each person
Line = tuple[str, bool]


@dataclass(frozen=True)
class Result:
    """The measurements, and the mail server's log. Times are in seconds."""

    people: int
    rows: int
    queued: float
    rest: int
    chosen: float
    legs: list[Leg]
    mails: list[Taken]
    gone: set[str]
    left_at: float
    doubt: tuple[int, int]

    def lines(self) -> list[Line]:
        """All of them."""
        return [*self.speed(), self.thrift(), *self.care(), *self.subjects()]

    def speed(self) -> list[Line]:
        """How fast it was queued, chosen and sent."""
        mails = sum(leg.mails for leg in self.legs)
        seconds = sum(leg.seconds for leg in self.legs)
        cost = 1000 * sum(leg.cpu for leg in self.legs) / mails
        busy = f"{os.getloadavg()[0]:.1f} on {os.cpu_count()} cores"
        return [
            (f"queued {self.rows} rows in {self.queued:.1f} s", self.queued < SECONDS_TO_QUEUE),
            (
                f"gave the better subject to the other {self.rest} in {self.chosen:.1f} s",
                self.chosen < SECONDS_TO_CHOOSE,
            ),
            (
                f"sent {mails / seconds:.0f} mails a second with {WORKERS} workers",
                mails / seconds >= MAILS_A_SECOND,
            ),
            (f"processor time of a mail in the workers: {cost:.1f} ms", True),
            (f"load of this machine, everything included: {busy}", True),
        ]

    def thrift(self) -> Line:
        """Memory of the larger worker over the last leg, in ten looks; flat means that it doesn't grow."""
        seen = self.legs[-1].memory
        looks = [seen[at * (len(seen) - 1) // 9] for at in range(10)]
        told = " ".join(f"{look:.0f}" for look in looks)
        settled = looks[len(looks) // 2 :]
        is_flat = max(settled) - min(settled) < FLAT and max(seen) < MEGABYTES
        return f"memory of a worker over the run, MB: {told}", is_flat

    def care(self) -> list[Line]:
        """Nobody twice, nobody missed, nobody who had left or isn't in the audience."""
        times = Counter(mail.address for mail in self.mails)
        audience = {address(n) for n in range(self.people) if not is_tagged(n)}
        missed = audience - self.gone - set(times)
        strangers = set(times) - audience
        late = sum(mail.address in self.gone and mail.at > self.left_at for mail in self.mails)
        bare = sum(not mail.one_click for mail in self.mails)
        took, lost = self.doubt
        return [
            (
                f"in the hands of a killed worker: {took + lost}, of which the server had taken {took}; "
                f"settled by its log: {lost} sent again",
                took + lost <= WORKERS and not unknown(),
            ),
            (f"mailed twice: {sum(n > 1 for n in times.values())}", max(times.values()) == 1),
            (f"missed: {len(missed)}", not missed),
            (f"mailed, though the audience leaves them out: {len(strangers)}", not strangers),
            (f"left half-way: {len(self.gone)}, mailed after that: {late}", late == 0),
            (f"without a one-click header: {bare}", bare == 0),
        ]

    def subjects(self) -> list[Line]:
        """A share tried the first subject; everybody else got the second, which was chosen."""
        had = Counter(mail.subject for mail in self.mails)
        first, second = (had[subject] for subject in SUBJECTS)
        share = first / len(self.mails)
        is_near = abs(share - SHARE / 100) < NEAR
        return [
            (f"had the first subject: {first} ({share:.1%}), the second: {second}", is_near),
            (f"had neither: {len(self.mails) - first - second}", first + second == len(self.mails)),
        ]


def report(result: Result) -> int:
    """Print every line; 0 if all goals are met, else 1."""
    lines = result.lines()
    for words, is_good in lines:
        print(f"{'ok  ' if is_good else 'FAIL'} {words}")
    return 0 if all(is_good for _, is_good in lines) else 1
