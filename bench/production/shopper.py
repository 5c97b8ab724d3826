"""One purchase as a person makes it: what fails is tried again, and nothing is believed paid unseen."""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from bench.production.client import Answer, Browser

DETAILS = {"name": "Ada Lane", "line1": "3 Mill Lane", "line2": "", "town": "Stroud", "postcode": "GL5 1AA"}
PAID, GAVE_UP = "paid", "gave up"
TRIES, PAUSE = 40, 0.5
JSON = "application/json"


class GaveUp(Exception):
    """The shop stayed away, or showed something that leads no further."""


@dataclass(frozen=True)
class Purchase:
    """What its shopper would say of it; `began` is of time.monotonic."""

    email: str
    began: float
    ended: str
    why: str = ""


def purchase(browser: Browser, product: int, picture: str, email: str) -> Purchase:
    """From the product's picture to the page that says thank you."""
    began = time.monotonic()
    try:
        browser.get(picture)  # nobody leaves because of one
        _buy(browser, product, email)
    except GaveUp as problem:
        return Purchase(email, began, GAVE_UP, str(problem))
    return Purchase(email, began, PAID)


def _buy(browser: Browser, product: int, email: str) -> None:
    _until_answered(lambda: browser.post(f"/basket/add/{product}/", {"quantity": "1"}))
    _until_answered(lambda: browser.get("/checkout/"))
    page = _until_answered(lambda: browser.post("/checkout/", {**DETAILS, "email": email}))
    method = _value(page, r'name="method"\s+value="([^"]+)"')
    page = _until_answered(lambda: browser.post("/checkout/delivery/", {"method": method}))
    form = {"fingerprint": _value(page, r'name="fingerprint"\s+value="([^"]+)"')}
    start = "/checkout/place/"
    for _ in range(TRIES):
        placed = _until_answered(lambda to=start: browser.post(to, form, JSON))  # type: ignore[misc]
        if _is_paid(browser, placed):
            return
        start = _value(placed, r'"pay_url": "([^"]+)"') + "start/"
        time.sleep(PAUSE)
    raise GaveUp("It was never paid.")


def _is_paid(browser: Browser, placed: Answer) -> bool:
    """Confirm as Stripe.js does, then look at the page to which it sends the shopper."""
    done = re.search(r'"done": "([^"]+)"', placed.text)
    if done is None:
        secret = _value(placed, r'"client_secret": "([^"]+)"')
        confirm = f"/simulated/payment_intents/{secret.partition('_secret_')[0]}/confirm/"
        browser.post(confirm, {"client_secret": secret, "outcome": "approve"}, JSON)
    back = done[1] if done else urlsplit(_value(placed, r'"return_url": "([^"]+)"')).path
    page = _until_answered(lambda: browser.get(back))
    return "Your order is paid" in page.text or (done is not None and "Paid" in page.text)


def _until_answered(ask: Callable[[], Answer]) -> Answer:
    """A person looks again after a moment, and leaves after some twenty seconds."""
    for _ in range(TRIES):
        answer = ask()
        if 0 < answer.status < 500:
            return answer
        time.sleep(PAUSE)
    raise GaveUp(f"{answer.path} was answered with {answer.status}.")


def _value(answer: Answer, pattern: str) -> str:
    found = re.search(pattern, answer.text)
    if found is None:
        raise GaveUp(f"{answer.path} ({answer.status}) has no {pattern}: {answer.text[:200]}")
    return found[1]
