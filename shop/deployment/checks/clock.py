"""Checks that the network sets the clock: signatures, sign-in codes and offers depend on it."""

import shutil
import subprocess
from collections.abc import Iterator

from shop.deployment.findings import Finding, ok, unknown, wrong

ASK = ("show", "--property=NTPSynchronized", "--value")


def check() -> Iterator[Finding]:
    """What systemd says; containers have the clock of their host."""
    program = shutil.which("timedatectl")
    if not program:
        yield unknown("The clock: there is no timedatectl", "Compare `date` with your phone")
        return
    said = subprocess.run([program, *ASK], capture_output=True, text=True, check=False).stdout.strip()  # noqa: S603
    if said == "yes":
        yield ok("The clock is set by the network")
    elif said == "no":
        yield wrong("The clock isn’t set by the network", "timedatectl set-ntp true")
    else:
        yield unknown("The clock: systemd doesn’t say", "Compare `date` with your phone")
