"""Which buyers the mail server has heard of: `emails.txt` has a line for each email that it took."""

import time
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

LATEST = 90  # seconds: the scheduler sends again each minute what a killed worker left


def unwritten(log: Path, buyers: Iterable[str], seconds: float = LATEST) -> set[str]:
    """The buyers without an email, once nobody waits for one any more."""
    until = time.monotonic() + seconds
    while missing := set(buyers) - recipients(log):
        if time.monotonic() > until:
            break
        time.sleep(1)
    return missing


def recipients(log: Path) -> set[str]:
    """Everybody who got one."""
    return {line.split()[1] for line in log.read_text().splitlines()}


def twice(log: Path) -> int:
    """How many emails left more than once, by their Message-ID."""
    counted = Counter(line.split()[2] for line in log.read_text().splitlines())
    return sum(number > 1 for number in counted.values())
