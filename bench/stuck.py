"""How quickly pages respond while Stripe takes twelve seconds and eight shoppers pay: `make bench-stuck`.

The goal: half of the requests for the home page, and for a page that no cache holds, take less than 200 ms.
"""

import http.cookiejar
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections import Counter
from collections.abc import Mapping
from statistics import median

from bench.__main__ import output, prepared
from bench.server import running

SHOPPERS, SECONDS, GOAL, THREADS = 8, 10, 200, 12
PAGES = ("/", "/basket/")
ORDERS = f"""
import django; django.setup()
from shop.order.tokens import PAY, token_for
from tests.support.factories import a_product
from tests.support.purchases import an_order
product = a_product("Slow oil of the benchmark {{}}".format(__import__("secrets").token_hex(4)), stock=99)
for n in range({SHOPPERS}):
    print(token_for(an_order(product, email=f"slow{{n}}@example.com"), PAY))
"""


def main() -> None:
    env = {**prepared("12"), "PAGE_CACHE": "1"}
    tokens = output(env, "-c", ORDERS).split()
    with running(env, "bench.stuck_app:application", threads=THREADS) as (base, _):
        for page in PAGES * 6:
            seconds_for(base + page)
        ended = pay(base, tokens)
        time.sleep(1)
        until = time.monotonic() + SECONDS
        taken: dict[str, list[float]] = {page: [] for page in PAGES}
        while time.monotonic() < until:
            for page in PAGES:
                taken[page].append(1000 * seconds_for(base + page))
    report(taken, ended)


def pay(base: str, tokens: list[str]) -> Counter[int]:
    """Each shopper's click, in a thread of their own; how they were answered is filled in as they end."""
    ended: Counter[int] = Counter()
    for token in tokens:
        threading.Thread(target=click, args=(base, token, ended), daemon=True).start()
    return ended


def click(base: str, token: str, ended: Counter[int]) -> None:
    cookies = http.cookiejar.CookieJar()
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(cookies))
    browser.open(f"{base}/checkout/pay/{token}/", timeout=60).close()
    secret = next(cookie.value for cookie in cookies if "csrf" in cookie.name)
    data = urllib.parse.urlencode({"csrfmiddlewaretoken": secret}).encode()
    headers = {"Accept": "application/json", "Referer": base}
    request = urllib.request.Request(f"{base}/checkout/pay/{token}/start/", data, headers)
    try:
        with browser.open(request, timeout=60) as answer:
            ended[answer.status] += 1
    except urllib.error.HTTPError as error:
        ended[error.code] += 1


def seconds_for(url: str) -> float:
    began = time.monotonic()
    urllib.request.urlopen(url, timeout=60).close()
    return time.monotonic() - began


def report(taken: Mapping[str, list[float]], ended: Counter[int]) -> None:
    time.sleep(5)  # the last of the shoppers
    for page, found in taken.items():
        middle = median(found)
        verdict = "reached" if middle < GOAL else "MISSED"
        print(f"{page}: median {middle:.0f} ms, slowest {max(found):.0f} ms, of {len(found)}; goal {verdict}")
    print(f"Shoppers were answered: {dict(ended)}")


if __name__ == "__main__":
    main()
