"""Measure the public pages: `make bench`, or `make bench ARGS="--pages shop search"`.

A size is a number of products, and of guides after a plus. For each a database of its own is made under
build/bench/ and served by granian; no HTTP cache stands in front, and the shop's own page cache is off but
for the rows that say so. The first rows are the control: Oscar as it comes. What is compared takes turns.
"""

import argparse
import os
import platform
import shutil
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from bench.load import Load, put_load
from bench.server import processor_seconds, running

ROOT = Path(__file__).resolve().parents[1]
BUILD = ROOT / "build" / "bench"
PAGES = {
    "bare Django view": "/bench/bare/",
    "home": "/",
    "shop": "/shop/",
    "category": "/shop/category/{category}/",
    "category, filtered": "/shop/category/{category}/?size=everyday&sort=price",
    "product": "/shop/everyday-massage-oil/",
    "search": "/search/?q=rosehip",
    "search, many found": "/search/?q=jojoba",
    "search, guides": "/search/?q=lactation",
    "search, misspelt": "/search/?q=jojba",
    "suggestions": "/search/suggest/?q=jo",
    "guide": "/guides/baby-massage/connecting-with-your-baby/",
    "massage mode": "/guides/baby-massage/connecting-with-your-baby/massage/",
    "series": "/guides/baby-massage/",
    "all guides": "/guides/",
    "techniques": "/guides/techniques/",
    "feed": "/guides/feed/",
    "sitemap": "/sitemap.xml",
    "delivery": "/delivery/",
}
CACHED = ("home", "shop", "product", "guide")
CONTROL = "'s bytes, no middleware"
STOCK_PAGES = {
    "Oscar as it comes: list": "/catalogue/",
    "Oscar as it comes: product": "/catalogue/oil-0_1/",
    "Oscar as it comes: search": "/search/?q=oil",
}
HEAD = "| page | size | requests/s | p50 ms | p99 ms | CPU ms/request | queries | errors |"
STATISTICS = """
import django; django.setup()
from shop.search_engine.statistics import refresh_statistics; refresh_statistics()
"""


@dataclass(frozen=True)
class Contestant:
    """A running server's address and the name of its row."""

    page: str
    size: str
    url: str
    group: int
    queries: str = "0"


@dataclass(frozen=True)
class Row:
    """What was measured of one page; `cpu` in milliseconds of the server's processes for each request."""

    page: str
    size: str
    load: Load
    cpu: float
    queries: str

    def __str__(self) -> str:
        load = self.load
        return (
            f"| {self.page} | {self.size} | {load.per_second:,.0f} | {load.p50:.1f} | {load.p99:.1f} "
            f"| {self.cpu:.2f} | {self.queries} | {load.errors} |"
        )


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=int, default=3, help="of load in each turn")
    parser.add_argument("--turns", type=int, default=3, help="that each page is given")
    parser.add_argument("--sizes", nargs="+", default=["12", "5000+1000"])
    parser.add_argument(
        "--pages", nargs="+", choices=PAGES, default=list(PAGES), metavar="PAGE", help="; ".join(PAGES)
    )
    options = parser.parse_args()
    print(
        f"{machine()}; granian, 2 workers; {options.turns} turns of {options.seconds} s over 8 connections\n"
    )
    print(f"{HEAD}\n|---|---|---|---|---|---|---|---|")
    rows: list[Row] = []
    for group in every_group(options.sizes, options.pages):
        for row in take_turns(group, seconds=options.seconds, turns=options.turns):
            print(row, flush=True)
            rows.append(row)
    print(f"\n{summary(rows, options.sizes)}")


def every_group(sizes: list[str], pages: list[str]) -> Iterator[list[Contestant]]:
    """The groups of rows that are compared with each other."""
    if len(pages) == len(PAGES):
        yield from stock()
    yield from shops(sizes, pages)
    for size in sizes:
        yield from out_of_the_cache(size, [name for name in CACHED if name in pages])


def shops(sizes: list[str], names: list[str]) -> Iterator[list[Contestant]]:
    """A group for each page: the shops of all sizes."""
    with ExitStack() as stack:
        found: dict[str, list[Contestant]] = {name: [] for name in names}
        for size in sizes:
            env = prepared(size)
            paths = {name: PAGES[name].format(category=category(env)) for name in names}
            queries = output(env, "-m", "bench.queries", *paths.values()).split()
            base, group = stack.enter_context(running(env))
            for (name, path), count in zip(paths.items(), queries, strict=True):
                found[name].append(Contestant(name, size, base + path, group, count))
        yield from found.values()


def out_of_the_cache(size: str, names: list[str]) -> Iterator[list[Contestant]]:
    """A group for each page: from the page cache, and from a bare Django view with the same bytes."""
    env = {**prepared(size), "PAGE_CACHE": "1"}
    with running(env) as (base, group):
        for name in names:
            url = base + PAGES[name]
            for _ in range(9):  # both workers keep it
                with urllib.request.urlopen(url, timeout=60) as answer:
                    (BUILD / "body.html").write_bytes(answer.read())
            bare = {"DJANGO_SETTINGS_MODULE": "bench.bare", "BENCH_BODY": str(BUILD / "body.html")}
            with running({**env, **bare}) as (control, other):
                cached = Contestant(f"{name}, cached", size, url, group)
                yield [cached, Contestant(f"{name}{CONTROL}", size, f"{control}/", other)]


def stock() -> Iterator[list[Contestant]]:
    """The control: Oscar's own views and templates with the same server, database and options."""
    var = BUILD / "stock"
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "bench.stock.settings", "VAR_DIR": str(var)}
    if not (var / "ready").exists():
        var.mkdir(parents=True, exist_ok=True)
        (var / "stock.sqlite3").unlink(missing_ok=True)
        output(env, "-m", "bench.stock.fill")
        (var / "ready").touch()
    queries = output(env, "-m", "bench.queries", *STOCK_PAGES.values()).split()
    with running(env, "bench.stock.wsgi:application") as (base, group):
        for (name, path), count in zip(STOCK_PAGES.items(), queries, strict=True):
            yield [Contestant(name, "12", base + path, group, count)]


def take_turns(group: list[Contestant], *, seconds: int, turns: int) -> list[Row]:
    """The median of each figure over the turns; alternating spreads other load evenly."""
    for one in group:
        warm(one.url)
    measured: list[list[tuple[Load, float]]] = [[] for _ in group]
    for _ in range(turns):
        for one, found in zip(group, measured, strict=True):
            found.append(loaded(one, seconds))
    return [middle(one, found) for one, found in zip(group, measured, strict=True)]


def loaded(one: Contestant, seconds: int) -> tuple[Load, float]:
    """One turn: the load, and the milliseconds of processor time that each request took."""
    before = processor_seconds(one.group)
    load = put_load(one.url, seconds)
    return load, 1000 * (processor_seconds(one.group) - before) / max(1, load.requests)


def middle(one: Contestant, found: list[tuple[Load, float]]) -> Row:
    loads = [load for load, _ in found]
    load = Load(
        requests=sum(load.requests for load in loads),
        per_second=median(load.per_second for load in loads),
        p50=median(load.p50 for load in loads),
        p99=median(load.p99 for load in loads),
        errors=sum(load.errors for load in loads),
    )
    return Row(one.page, one.size, load, median(cpu for _, cpu in found), one.queries)


def warm(url: str) -> None:
    """Fill the snapshots of both workers: with 5,000 products the first request of each takes a second."""
    for _ in range(12):
        urllib.request.urlopen(url, timeout=60).close()
    put_load(url, 1)


def summary(rows: list[Row], sizes: list[str]) -> str:
    """How a cached page compares with a bare view, and how much more a page costs in the larger shop."""
    found = {(row.page, row.size): row for row in rows}
    lines = []
    for page, size in found:
        if page.endswith(CONTROL):
            name = page.removesuffix(CONTROL)
            cached, control = found[f"{name}, cached", size].load, found[page, size].load
            share = 100 * cached.per_second / max(1, control.per_second)
            lines.append(f"- {name}, {size}: {share:.0f}% of the bare view's requests/s out of the cache")
    for name in PAGES if len(sizes) > 1 else ():
        if (name, sizes[0]) in found:
            small, large = (found[name, size].cpu for size in (sizes[0], sizes[-1]))
            change = f"{large / small - 1:+.0%}"
            lines.append(f"- {name}: {large:.2f} ms for {sizes[-1]}, {small:.2f} for {sizes[0]}, {change}")
    return "\n".join(lines)


def prepared(size: str) -> Mapping[str, str]:
    """A database with the demo and, beyond it, synthetic products and guides; kept for the next run."""
    var = BUILD / size
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "bench.settings", "VAR_DIR": str(var), "PAGE_CACHE": "0"}
    if not (var / "ready").exists():
        shutil.rmtree(var, ignore_errors=True)
        if size != "12":  # the demo takes minutes to make
            prepared("12")
            shutil.copytree(BUILD / "12", var, ignore=shutil.ignore_patterns("ready"))
        else:
            output(env, "manage.py", "migrate", "-v0")
            output(env, "manage.py", "load_demo")
        output(env, "-m", "bench.synthetic", *size.split("+"))
        output(env, "manage.py", "update_index", "-v0")
        output(env, "-c", STATISTICS)
        (var / "ready").touch()
    for step in (["migrate", "-v0"], ["collectstatic", "--no-input", "-v0"], ["compress", "--force", "-v0"]):
        output(env, "manage.py", *step)  # the code may be newer than what was kept
    return env


def category(env: Mapping[str, str]) -> str:
    code = "from shop.catalogue.models import Category; print(Category.objects.first().full_slug)"
    return output(env, "manage.py", "shell", "--no-imports", "-c", code).split()[-1]


def output(env: Mapping[str, str], *arguments: str) -> str:
    command = [sys.executable, *arguments]
    result = subprocess.run(command, env=dict(env), cwd=ROOT, capture_output=True, text=True, check=False)
    if result.returncode:
        raise SystemExit(result.stdout + result.stderr)
    return result.stdout


def machine() -> str:
    names = [row for row in Path("/proc/cpuinfo").read_text().splitlines() if row.startswith("model name")]
    chip = names[0].split(":")[1].strip() if names else platform.machine()
    load = f"load {os.getloadavg()[0]:.1f} at the start"
    return f"{os.cpu_count()} x {chip}, {load}; Python {platform.python_version()}"


if __name__ == "__main__":
    main()
