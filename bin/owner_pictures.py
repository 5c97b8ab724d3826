"""Renew the pictures of docs/owner from a running demo: `make owner-pictures`, after `make demo`.

Writes docs/owner/pictures/<page>.png at 1280 pixels in few colours, so that each stays below 120 kB.
BASE=http://127.0.0.1:8010 for another address; names of pages as arguments for some of them only.
"""

import io
import os
import subprocess
import sys
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

BASE = os.environ.get("BASE", "http://127.0.0.1:8000")
ROOT = Path(__file__).resolve().parents[1]
TARGET = ROOT / "docs" / "owner" / "pictures"
SIZE = ViewportSize(width=1280, height=800)
MOST = 120_000
COLOURS = (128, 64, 32, 16)
PASSWORD = "plainsong-demo"  # noqa: S105
YEAR = "first=2026-01-01&last=2026-12-31&simulated=on"
PAGES = {
    "today": "/office/",
    "packing": "/office/packing/",
    "orders": "/office/orders/",
    "one-order": "/office/orders/",
    "payments": "/office/orders/payments/",
    "phone-orders": "/office/orders/new/",
    "returns": "/office/returns/",
    "emails": "/office/emails/",
    "complaints": "/office/complaints/",
    "receiving": "/office/stock/",
    "batches": "/office/batches/",
    "recall": "/office/recalls/",
    "skin-reactions": "/office/safety/new/",
    "products": "/office/products/",
    "prices": "/office/prices/",
    "offers": "/office/offers/",
    "reviews": "/office/reviews/",
    "lists": "/office/lists/",
    "customers": "/office/customers/",
    "figures": f"/office/figures/best-sellers/?{YEAR}",
    "documents": f"/office/figures/vat/?{YEAR}",
    "accounts": f"/office/figures/accounts/?{YEAR}",
    "content": "/office/snippets/guides/technique/",
    "settings": "/office/shop-settings/free-delivery/?amount=30&counts=over",
    "contributions": "/office/shop-settings/contributions/",
    "trader": "/office/shop-settings/trader/",
    "brand": "/office/shop-settings/brand/",
    "people": "/office/users/",
    "import": "/office/import/",
}
FIRST_OF_LIST = ("one-order",)  # the picture is of the page behind the first link


def main() -> None:
    found = subprocess.run([ROOT / "bin/chromium"], stdout=subprocess.PIPE, text=True, check=False)
    chromium = found.stdout.strip()
    if not chromium:
        sys.exit(1)  # it has said what to install
    TARGET.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=SIZE, locale="en-GB", color_scheme="light", reduced_motion="reduce")
        signs_in(page)
        for name in sys.argv[1:] or PAGES:
            take(page, name)
        browser.close()


def signs_in(page: Page) -> None:
    """The demo’s owner, by the office’s door."""
    page.goto(f"{BASE}/office/login/")
    page.locator("[name=username]").fill("owner@example.com")
    page.locator("[name=password]").fill(PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_load_state("networkidle")


def take(page: Page, name: str) -> None:
    answer = page.goto(BASE + PAGES[name])
    if answer is None or not answer.ok:
        sys.exit(f"{PAGES[name]} doesn’t open.")
    if name in FIRST_OF_LIST:
        page.locator("main table a[href]").first.click()
    page.wait_for_load_state("networkidle")
    page.evaluate("scrollTo(0, 0)")
    content = small(page.screenshot())
    (TARGET / f"{name}.png").write_bytes(content)
    print(f"{name}.png {len(content):,}")


def small(content: bytes) -> bytes:
    """The same picture in as many colours as fit."""
    picture = Image.open(io.BytesIO(content)).convert("RGB")
    for colours in COLOURS:
        file = io.BytesIO()
        picture.quantize(colours).save(file, "PNG", optimize=True)
        if file.tell() <= MOST:
            break
    return file.getvalue()


if __name__ == "__main__":
    main()
