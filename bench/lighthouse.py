"""Lighthouse over six pages, as a phone on a slow line: `make bench-lighthouse`.

Serves the demo with production's static files, fills a basket, and prints the median of some runs.
Needs npm and Chromium; the package is fetched once into build/lighthouse/.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import urllib.request
from collections.abc import Mapping
from http.cookiejar import CookieJar
from pathlib import Path
from statistics import median
from typing import Any

from bench.__main__ import PAGES, ROOT, category, machine, output, prepared
from bench.server import running

VERSION = "12.8.2"
HOME = ROOT / "build" / "lighthouse"
FLAGS = "--headless=new --no-sandbox --disable-gpu"
SHIFT = "cumulative-layout-shift"
KINDS = ("total", "script", "stylesheet", "font")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
HEAD = (
    "| page | performance | access | practices | SEO | FCP s | LCP s | TBT ms | CLS | requests | total KB "
    "| JS | CSS | fonts |\n|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"
)


def main() -> None:
    parser = argparse.ArgumentParser(prog="make bench-lighthouse")
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--pages", nargs="+", default=[])
    options = parser.parse_args()
    lighthouse = installed()
    env = {**prepared("12"), "PAGE_CACHE": "1"}
    collect(env)
    pages = addresses(category(env))
    print(f"{machine()}; Lighthouse {VERSION}, mobile, median of {options.runs} runs\n\n{HEAD}")
    with running(env) as (base, _):
        cookie = basket(base)
        for name in options.pages or pages:
            runs = [audit(lighthouse, base + pages[name], cookie) for _ in range(options.runs)]
            print(line(name, runs), flush=True)


def addresses(first_category: str) -> dict[str, str]:
    return {
        "home": "/",
        "category": f"/shop/category/{first_category}/",
        "product": PAGES["product"],
        "guide": "/guides/baby-massage/choosing-an-oil/",
        "basket": "/basket/",
        "checkout": "/checkout/",
    }


def collect(env: Mapping[str, str]) -> None:
    """Today's styles and scripts, bundled and compressed as in production."""
    output(env, "manage.py", "collectstatic", "--no-input", "-v0")
    output(env, "manage.py", "compress", "--force", "-v0")
    output(env, "-m", "whitenoise.compress", "--quiet", str(Path(env["VAR_DIR"]) / "static" / "CACHE"))


def installed() -> str:
    """The program; fetched by npm without any package's own scripts."""
    program = HOME / "node_modules" / ".bin" / "lighthouse"
    if not program.exists():
        npm = shutil.which("npm")
        if npm is None:
            raise SystemExit("Lighthouse needs npm: sudo apt-get install npm")
        HOME.mkdir(parents=True, exist_ok=True)
        wanted = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund", f"lighthouse@{VERSION}"]
        subprocess.run(
            [npm, "install", "--prefix", str(HOME), *wanted], check=True, stdout=subprocess.DEVNULL
        )
    return str(program)


def basket(base: str) -> str:
    """The cookies of a visitor with the product in the basket."""
    jar = CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(jar))
    page = browser.open(base + PAGES["product"]).read().decode()
    action = page.split('action="/basket/add/')[1].split("/")[0]
    variant = re.split(r'name="variant"\s+value="', page)[1].split('"')[0]
    request = urllib.request.Request(f"{base}/basket/add/{action}/", f"variant={variant}&quantity=1".encode())
    request.add_header("Origin", base)
    browser.open(request).close()
    return "; ".join(f"{cookie.name}={cookie.value}" for cookie in jar)


def audit(lighthouse: str, url: str, cookie: str) -> dict[str, Any]:
    """One run's report. The page is asked for once before, so that it is measured warm."""
    urllib.request.urlopen(urllib.request.Request(url, headers={"Cookie": cookie})).close()
    chromium = shutil.which("chromium") or shutil.which("chromium-headless-shell")
    env = {"CHROME_PATH": str(chromium), **os.environ}
    command = [lighthouse, url, "--quiet", "--output=json", f"--chrome-flags={FLAGS}"]
    command.append(f"--only-categories={','.join(CATEGORIES)}")
    if url.endswith(("/basket/", "/checkout/")):
        command.append(f"--extra-headers={json.dumps({'Cookie': cookie})}")
    written = answer(command, env)
    report: dict[str, Any] = json.loads(written)
    (HOME / f"{url.strip('/').split('/', 3)[-1].replace('/', '-')}.json").write_text(written)
    return report


def answer(command: list[str], env: Mapping[str, str]) -> str:
    """What the program wrote. On a busy machine it may miss the beginning, and asks to be run again."""
    for _ in range(3):
        done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
        if not done.returncode:
            return done.stdout
    raise SystemExit(done.stderr)


def line(name: str, runs: list[dict[str, Any]]) -> str:
    """The median of each figure by itself."""

    def seconds(audit: str) -> float:
        return median(run["audits"][audit]["numericValue"] for run in runs) / 1000

    scores = [f"{100 * median(run['categories'][one]['score'] for run in runs):.0f}" for one in CATEGORIES]
    rows = runs[-1]["audits"]["resource-summary"]["details"]["items"]
    weights = {row["resourceType"]: row for row in rows}
    sizes = [f"{weights[kind]['transferSize'] / 1000:.0f}" for kind in KINDS]
    times = [f"{seconds('first-contentful-paint'):.2f}", f"{seconds('largest-contentful-paint'):.2f}"]
    times += [f"{1000 * seconds('total-blocking-time'):.0f}", f"{1000 * seconds(SHIFT):.3f}"]
    return "| " + " | ".join([name, *scores, *times, str(weights["total"]["requestCount"]), *sizes]) + " |"


if __name__ == "__main__":
    main()
