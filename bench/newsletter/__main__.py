"""`python -m bench.newsletter`; its package says what is measured."""

import argparse
import os
import sys
import tempfile
from pathlib import Path

import django
from django.core.management import call_command

import bench.newsletter
from bench.newsletter.workers import start
from bench.ports import free_port


def main() -> None:
    options = argparse.ArgumentParser(description=str(bench.newsletter.__doc__).splitlines()[0])
    options.add_argument("--people", type=int, default=100_000)
    people = options.parse_args().people
    with tempfile.TemporaryDirectory() as folder:
        log = Path(folder) / "taken.log"
        port = free_port()
        prepare(port)
        sink = start("-m", "bench.newsletter.sink", str(port), str(log))
        try:
            sys.exit(measured(people, log))
        finally:
            sink.kill()


def prepare(port: int) -> None:
    """Point Django at the mail server, and migrate."""
    os.environ |= {"SINK_PORT": str(port), "DJANGO_SETTINGS_MODULE": "bench.newsletter.settings"}
    django.setup()
    call_command("migrate", verbosity=0)


def measured(people: int, log: Path) -> int:
    """Models can be imported from now on."""
    from bench.newsletter.measure import measure

    return measure(people, log)


if __name__ == "__main__":
    main()
