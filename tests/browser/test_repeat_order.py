"""A repeat order from an email: three taps and no typing, as the browser itself counts them."""

import re
from typing import Any

from django.core import mail
from playwright.sync_api import Page, expect

from shop.order import statuses
from shop.order.models import Order
from tests.browser.shopper import Shopper
from tests.support.factories import a_product
from tests.support.outbox import send_queued
from tests.support.purchases import a_paid_order

COUNT = """for (const kind of ["click", "keydown"])
  addEventListener(kind, (event) => event.isTrusted && window.counted(kind), true);"""


def counts(page: Page) -> list[str]:
    """What the person does from now on: “click” and “keydown”, on every page."""
    done: list[str] = []
    page.expose_function("counted", lambda kind: done.append(kind))
    page.add_init_script(COUNT)
    return done


def opens_email(page: Page, server: str) -> None:
    """Show the last email as a mail program does, its links leading to the test's server."""
    html = str(mail.outbox[-1].alternatives[0].content).partition("</head>")[2]
    page.goto("about:blank")
    page.set_content(re.sub(r'href="https?://[^/"]+', f'href="{server}', html))
    page.evaluate(COUNT)  # a document that is written anew has lost its listeners


def test_three_taps_from_the_email_to_a_paid_order(shopper: Shopper, live_server: Any) -> None:
    a_paid_order(a_product("Sunflower oil"), quantity=2)
    send_queued()
    done = counts(shopper.page)
    opens_email(shopper.page, live_server.url)
    shopper.follows("See your order")
    shopper.presses("Order again")
    expect(shopper.page.get_by_role("radio", name="Approves")).to_be_checked()  # the script is there
    shopper.presses(re.compile(r"^Order and pay £"))
    shopper.page.wait_for_url("**/checkout/thank-you/**")
    first, second = Order.objects.order_by("pk")
    assert done == ["click"] * 3
    assert second.status == statuses.PAID and second.total_incl_tax == first.total_incl_tax
    assert second.shipping_address.line1 == first.shipping_address.line1
