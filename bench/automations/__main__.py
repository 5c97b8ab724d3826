"""`python -m bench.automations`; its package says what is measured."""

import argparse
import os
import sys

import django
from django.core.management import call_command

import bench.automations


def main() -> None:
    options = argparse.ArgumentParser(description=str(bench.automations.__doc__).splitlines()[0])
    options.add_argument("--people", type=int, default=100_000)
    people = options.parse_args().people
    os.environ |= {"SINK_PORT": "1", "DJANGO_SETTINGS_MODULE": "bench.newsletter.settings"}
    django.setup()
    call_command("migrate", verbosity=0)
    call_command("setup_shop", verbosity=0)  # the emails have links to its pages
    sys.exit(measured(people))


def measured(people: int) -> int:
    """Models can be imported from now on."""
    from bench.automations.measure import measure

    return measure(people)


if __name__ == "__main__":
    main()
