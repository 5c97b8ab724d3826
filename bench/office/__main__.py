"""Prints for each screen of the office its median time on SQLite and PostgreSQL, and its queries.

Needs PostgreSQL (`bin/with-postgres` brings a throwaway one).
"""

import argparse
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
BUILD = ROOT / "build" / "bench"
GOAL = 300  # milliseconds
Found = dict[str, Any]


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-office", description=__doc__.splitlines()[0])
    parser.add_argument("--orders", type=int, default=5000)
    parser.add_argument("--times", type=int, default=5, help="how often each screen is opened")
    parser.add_argument("--only", default="", help="a part of the names of screens")
    options = vars(parser.parse_args())
    postgres = os.environ.get("DATABASE_URL", "")
    if not postgres.startswith("postgres"):
        raise SystemExit("Needs PostgreSQL: bin/with-postgres .venv/bin/python -m bench.office")
    report(measured(sqlite(), options), measured(postgres, options))


def sqlite() -> str:
    """A file of its own, empty."""
    BUILD.mkdir(parents=True, exist_ok=True)
    path = BUILD / "office.sqlite3"
    for file in BUILD.glob(f"{path.name}*"):
        file.unlink()
    return f"sqlite:///{path}"


def measured(url: str, options: dict[str, Any]) -> Found:
    """What a process with this database measured."""
    given = [f"--{name}={value}" for name, value in options.items()]
    env = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "bench.office.settings"}
    command = [sys.executable, "-m", "bench.office.measure", *given]
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(done.stderr)
    found: Found = json.loads(done.stdout.splitlines()[-1])
    return found


def report(on_sqlite: Found, on_postgres: Found) -> None:
    print(
        "| screen | SQLite ms | PostgreSQL ms | queries, small | queries, grown |\n|---|---:|---:|---:|---:|"
    )
    over, growing, closed = [], [], []
    for name, seen in on_postgres["grown"].items():
        small, lite = on_postgres["small"].get(name), on_sqlite["grown"].get(name)
        if seen["status"] != 200:
            closed.append(f"{name} ({seen['status']})")
            continue
        times = [lite["milliseconds"], seen["milliseconds"]]
        print(f"| {name} | {times[0]:.0f} | {times[1]:.0f} | {small['queries']} | {seen['queries']} |")
        over += [name] * (max(times) > GOAL)
        growing += [name] * (seen["queries"] > small["queries"])
    print(f"\nOver {GOAL} ms: {', '.join(over) or 'none'}")
    print(f"More queries in the grown shop: {', '.join(growing) or 'none'}")
    print(f"Not opened by GET: {', '.join(closed) or 'none'}")


if __name__ == "__main__":
    main()
