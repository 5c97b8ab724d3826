"""Memory of the shop's processes after a crawl of every page and a purchase: `make bench-memory`.

The demo's shop runs as deploy/systemd runs it. Memory is the proportional set size, in which a page that
three processes share counts a third in each: the sum is what the machine has to give.
"""

import argparse
import os
import re
import shutil
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from bench.__main__ import BUILD, ROOT, machine, output, prepared
from bench.purchase import STOCK, Meter
from bench.server import processes, running

GOAL = 500  # megabytes of all processes together
ROUNDS = 6  # how often each page is asked for, so that both web workers have made it
SYSTEMD = ROOT / "deploy" / "systemd"
WEB = ("web server", "granian, with the code loaded", "web worker 1", "web worker 2")
MORE = (
    "/search/?q=rosehip",
    "/search/?q=jojba",
    "/search/suggest/?q=jo",
    "/basket/",
    "/account/login/",
    "/guides/feed/",
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-memory", description=__doc__.splitlines()[0])
    parser.add_argument("--settle", type=int, default=75, help="seconds after the crawl until it is measured")
    options = parser.parse_args()
    env = own_copy()
    with running(env, threads=12) as (base, web), background(env) as others:
        before = table(web, others)
        pages = crawl(base)
        buy(env, base, web)
        time.sleep(options.settle)  # the scheduler's tasks of a whole minute are among what is measured
        report(pages, before, table(web, others))


def own_copy() -> Mapping[str, str]:
    """The demo's data in a folder that the tasks may write to, and the environment of the units."""
    source = prepared("12")
    var = BUILD / "memory"
    shutil.rmtree(var, ignore_errors=True)
    shutil.copytree(BUILD / "12", var)
    own = {"DJANGO_SETTINGS_MODULE": "shop.settings.demo", "VAR_DIR": str(var), "PAGE_CACHE": "1"}
    return {**source, **units_environment(), **own}


def units_environment() -> dict[str, str]:
    """What the units set for all of the shop's processes, folders apart."""
    text = (SYSTEMD / "plainsong-.service.d" / "common.conf").read_text()
    words = " ".join(re.findall(r"^Environment=(.*)$", text, re.MULTILINE)).split()
    found = dict(word.split("=", 1) for word in words)
    return {name: value for name, value in found.items() if not value.startswith("/")}


@contextmanager
def background(env: Mapping[str, str]) -> Iterator[dict[str, int]]:
    """The processes beside the web server, by name."""
    started = {name: start(env, words) for name, words in commands().items()}
    try:
        yield {name: process.pid for name, process in started.items()}
    finally:
        for process in started.values():
            os.killpg(process.pid, signal.SIGTERM)
            process.wait(timeout=30)


def commands() -> dict[str, list[str]]:
    return {"task worker and scheduler": ["run_tasks", "--queue-name", "*"]}


def start(env: Mapping[str, str], words: list[str]) -> subprocess.Popen[bytes]:
    command = [sys.executable, "manage.py", *words]
    return subprocess.Popen(
        command, env=dict(env), cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True
    )


def crawl(base: str) -> dict[str, float]:
    """Ask for every page of the sitemap, by a new connection each time; seconds of each first answer."""
    with urllib.request.urlopen(f"{base}/sitemap.xml", timeout=60) as answer:
        found = re.findall(r"<loc>([^<]+)</loc>", answer.read().decode())
    paths = [*(urlsplit(address).path for address in found), *MORE]
    taken = {path: seconds_for(base + path) for path in paths}
    for _ in range(ROUNDS - 1):
        for path in paths:
            seconds_for(base + path)
    return taken


def seconds_for(url: str) -> float:
    began = time.monotonic()
    urllib.request.urlopen(url, timeout=60).close()
    return time.monotonic() - began


def buy(env: Mapping[str, str], base: str, web: int) -> None:
    """Four purchases, so that both web workers have a part in one."""
    products = output(env, "-c", STOCK).split()
    began = int(time.time())
    for number in range(4):
        Meter(web).purchase(base, products[number % 2], began * 1000 + number)


def table(web: int, others: Mapping[str, int]) -> dict[str, float]:
    """Megabytes of each process by name."""
    return {
        **dict(zip(WEB, sizes(web), strict=True)),
        **{name: sum(sizes(group)) for name, group in others.items()},
    }


def sizes(group: int) -> list[float]:
    """Proportional set size of each process of a group in megabytes."""
    return [proportional(pid) for pid in sorted(processes(group))]


def proportional(pid: int) -> float:
    text = Path(f"/proc/{pid}/smaps_rollup").read_text()
    found = re.search(r"^Pss:\s+(\d+) kB", text, re.MULTILINE)
    return int(found[1]) / 1024 if found else 0.0


def report(pages: Mapping[str, float], before: Mapping[str, float], after: Mapping[str, float]) -> None:
    print(f"{machine()}; {len(pages)} pages, each {ROUNDS} times, and 4 purchases\n")
    print("| process | MB at the start | MB afterwards |\n|---|---:|---:|")
    for name, size in after.items():
        print(f"| {name} | {before.get(name, 0):.0f} | {size:.0f} |")
    total = sum(after.values())
    print(f"| **together** | **{sum(before.values()):.0f}** | **{total:.0f}** |")
    slowest = max(pages, key=lambda path: pages[path])
    print(f"\nSlowest first answer: {1000 * pages[slowest]:.0f} ms, {slowest}")
    print(f"Goal of {GOAL} MB: {'reached' if total <= GOAL else 'MISSED'}")


if __name__ == "__main__":
    main()
