"""Measure the public pages: `make bench`, or `make bench ARGS="--seconds 20 --products 5000"`.

For each number of products a database of its own is made under build/bench/ and served by
granian; no HTTP cache stands in front and the shop's own page cache, if any, is off.
"""

import argparse
import os
import platform
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from pathlib import Path

from bench.load import Load, put_load
from bench.server import processor_seconds, running

ROOT = Path(__file__).resolve().parents[1]
PRODUCT = "/shop/everyday-massage-oil/"
PAGES = {
    "bare Django view": "/bench/bare/",
    "home": "/",
    "shop": "/shop/",
    "category": "/shop/category/{category}/",
    "product": PRODUCT,
    "search": "/search/?q=jojoba",
    "guide": "/guides/baby-massage/connecting-with-your-baby/",
    "all guides": "/guides/",
}
HEAD = "| page | products | requests/s | p50 ms | p99 ms | CPU ms/request | queries | errors |"


STATISTICS = """
import django; django.setup()
from shop.search.statistics import refresh_statistics; refresh_statistics()
"""
STOCK_PAGES = {
    "Oscar as it comes: list": "/catalogue/",
    "Oscar as it comes: product": "/catalogue/oil-0_1/",
    "Oscar as it comes: search": "/search/?q=oil",
}


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench")
    parser.add_argument("--seconds", type=int, default=8)
    parser.add_argument("--products", type=int, nargs="+", default=[12, 5000])
    options = parser.parse_args()
    print(f"{machine()}; granian, 2 workers; {options.seconds} s a page over 8 connections\n")
    print(HEAD)
    print("|---|---|---|---|---|---|---|---|")
    for row in measure_stock(options.seconds):
        print(row, flush=True)
    for number in options.products:
        for row in measure(number, options.seconds):
            print(row, flush=True)
        for row in measure_cached(number, options.seconds):
            print(row, flush=True)


def measure(number: int, seconds: int) -> Iterator[str]:
    """A line for each page with so many products on sale."""
    env = prepared(number)
    pages = {name: path.format(category=category(env)) for name, path in PAGES.items()}
    queries = output(env, "-m", "bench.queries", *pages.values()).split()
    with running(env) as (base, group):
        for (name, path), count in zip(pages.items(), queries, strict=True):
            warm(base + path)
            before = processor_seconds(group)
            load = put_load(base + path, seconds)
            yield line(name, number, load, processor_seconds(group) - before, count)


def measure_cached(number: int, seconds: int) -> Iterator[str]:
    """Pages out of the page cache, each with a Django without middleware that returns the same bytes."""
    env = {**prepared(number), "PAGE_CACHE": "1"}
    with running(env) as (base, group):
        for name in ("home", "shop", "product"):
            url = base + PAGES[name]
            warm(url)
            before = processor_seconds(group)
            load = put_load(url, seconds)
            yield line(f"{name}, cached", number, load, processor_seconds(group) - before, "0")
            with urllib.request.urlopen(url, timeout=10) as answer:
                yield bare_line(env, name, number, seconds, answer.read())


def bare_line(env: Mapping[str, str], name: str, number: int, seconds: int, body: bytes) -> str:
    """The control of one cached page."""
    kept = ROOT / "build" / "bench" / "body.html"
    kept.write_bytes(body)
    bare = {**env, "DJANGO_SETTINGS_MODULE": "bench.bare", "BENCH_BODY": str(kept)}
    with running(bare) as (base, group):
        warm(base + "/")
        before = processor_seconds(group)
        load = put_load(base + "/", seconds)
        return line(f"{name}'s bytes, no middleware", number, load, processor_seconds(group) - before, "0")


def measure_stock(seconds: int) -> Iterator[str]:
    """The control: Oscar with its own views and templates, same server, same engine, twelve products."""
    var = ROOT / "build" / "bench" / "stock"
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "bench.stock.settings", "VAR_DIR": str(var)}
    if not (var / "ready").exists():
        var.mkdir(parents=True, exist_ok=True)
        (var / "stock.sqlite3").unlink(missing_ok=True)
        output(env, "-m", "bench.stock.fill")
        (var / "ready").touch()
    queries = output(env, "-m", "bench.queries", *STOCK_PAGES.values()).split()
    with running(env, "bench.stock.wsgi:application") as (base, group):
        for (name, path), count in zip(STOCK_PAGES.items(), queries, strict=True):
            warm(base + path)
            before = processor_seconds(group)
            load = put_load(base + path, seconds)
            yield line(name, 12, load, processor_seconds(group) - before, count)


def warm(url: str) -> None:
    """Both workers have what they keep: with 5,000 products the first request of each takes seconds."""
    for _ in range(12):
        urllib.request.urlopen(url, timeout=60).close()
    put_load(url, 1)


def line(name: str, number: int, load: Load, cpu: float, queries: str) -> str:
    each = 1000 * cpu / load.requests if load.requests else 0
    return (
        f"| {name} | {number:,} | {load.per_second:,.0f} | {load.p50:.1f} | {load.p99:.1f} "
        f"| {each:.2f} | {queries} | {load.errors} |"
    )


def prepared(number: int) -> Mapping[str, str]:
    """A database with the demo and, beyond it, synthetic products; kept for the next run."""
    var = ROOT / "build" / "bench" / str(number)
    env = {**os.environ, "DJANGO_SETTINGS_MODULE": "bench.settings", "VAR_DIR": str(var), "PAGE_CACHE": "0"}
    if not (var / "ready").exists():
        for step in (["migrate", "-v0"], ["load_demo"], ["collectstatic", "--no-input", "-v0"],
                     ["compress", "--force", "-v0"]):  # fmt: skip
            output(env, "manage.py", *step)
        output(env, "-m", "bench.synthetic", str(number))
        output(env, "manage.py", "update_index", "-v0")
        output(env, "-c", STATISTICS)
        (var / "ready").touch()
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
    return f"{os.cpu_count()} x {chip}; Python {platform.python_version()}"


if __name__ == "__main__":
    main()
