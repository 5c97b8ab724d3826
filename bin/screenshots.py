"""Photograph the pages of a running demo at three widths: `make screenshots`, after `make demo`.

Writes build/screenshots/<page>-<width>.png; BASE=http://127.0.0.1:8010 for another
address, DARK=1 for the dark colours.
"""

import functools
import os
import subprocess
import sys
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

DARK = bool(os.environ.get("DARK"))
BASE = os.environ.get("BASE", "http://127.0.0.1:8000")
ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "build" / "screenshots"
WIDTHS = {360: 740, 768: 1024, 1440: 900}
PRODUCT = "/shop/everyday-massage-oil/"
PASSWORD = "plainsong-demo"  # noqa: S105
PAGES = {
    "home": "/",
    "shop": "/shop/",
    "shop-filtered": "/shop/?need=newborn&nuts=free",
    "category": "/shop/category/massage/",
    "product": PRODUCT,
    "search": "/search/?q=jojba",
    "search-empty": "/search/?q=lavender",
    "guides": "/guides/",
    "guide": "/guides/baby-massage/choosing-an-oil/",
    "techniques": "/guides/techniques/",
    "newsletter": "/newsletter/",
    "delivery-page": "/delivery/",
    "terms": "/terms/",
    "sign-in": "/account/login/",
    "find-order": "/orders/",
    "basket-empty": "/basket/",
    "not-found": "/nowhere/",
    "mailbox": "/demo/mailbox/",
}
ADA = {
    "account": "/account/",
    "account-orders": "/account/orders/",
    "account-addresses": "/account/addresses/",
    "account-profile": "/account/profile/",
    "wish-list": "/account/wishlists/",
}
CLEO = {"lists": "/office/lists/", "to-pack": "/office/packing/", "orders": "/office/orders/"}


def main() -> None:
    found = subprocess.run([ROOT / "bin/chromium"], stdout=subprocess.PIPE, text=True, check=False)
    chromium = found.stdout.strip()
    if not chromium:
        sys.exit(1)  # it has said what to install
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        for width, height in WIDTHS.items():
            for visit in (walk, functools.partial(sees, "ada", ADA), functools.partial(sees, "cleo", CLEO)):
                context = browser.new_context(
                    viewport={"width": width, "height": height}, color_scheme="dark" if DARK else "light"
                )
                visit(context.new_page(), width)
                context.close()
        browser.close()


def walk(page: Page, width: int) -> None:
    """Each public page, then the steps from the basket to the payment."""
    for name, path in PAGES.items():
        page.goto(BASE + path)
        take(page, name, width)
    page.goto(BASE + PRODUCT)
    page.get_by_role("button", name="Add to basket").first.click()
    page.wait_for_timeout(1000)
    page.goto(BASE + "/basket/")
    take(page, "basket", width)
    page.goto(BASE + "/checkout/")
    take(page, "checkout", width)
    fields = {
        "Email address": "wilma@example.com",
        "Full name": "Wilma Walker",
        "Address line 1": "12 High Street",
        "Town or city": "Stroud",
        "Postcode": "GL5 1AA",
    }
    for label, value in fields.items():
        page.locator("main").get_by_label(label).first.fill(value)
    page.get_by_role("button", name="Continue to delivery").click()
    take(page, "delivery", width)
    page.get_by_role("button", name="Continue to payment").click()
    take(page, "payment", width)
    page.get_by_label("Approves").check()
    page.get_by_role("button", name="Order and pay").click()
    page.wait_for_url("**/thank-you/**")
    take(page, "thank-you", width)


def sees(name: str, pages: dict[str, str], page: Page, width: int) -> None:
    """The pages of a signed-in customer."""
    page.goto(BASE + "/account/login/")
    form = page.locator("main form").filter(has=page.get_by_label("Password")).first
    form.get_by_label("Email address").fill(f"{name}@example.com")
    form.get_by_label("Password").first.fill(PASSWORD)
    form.get_by_role("button", name="Sign in").click()
    for title, path in pages.items():
        page.goto(BASE + path)
        take(page, title, width)


def take(page: Page, name: str, width: int) -> None:
    page.wait_for_load_state("networkidle")
    page.screenshot(path=TARGET / f"{name}-{width}.png", full_page=True)
    print(f"{name}-{width}.png")


if __name__ == "__main__":
    main()
