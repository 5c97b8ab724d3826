"""A parent signs up, reads the guide and leaves again, with script and without."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from guides.newsletter.lead_magnet import tasks
from guides.newsletter.models import FreeGuide, Permission
from guides.newsletter.sending import schedule as sending_schedule
from tests.browser.conftest import PHONE
from tests.guides.newsletter.sending.test_delivery import a_newsletter

STEP = {"heading": "Begin with water", "text": "<p>Plain and warm.</p>"}


@pytest.fixture
def guide(settings: Any, tmp_path: Any, live_server: Any) -> FreeGuide:
    settings.MEDIA_ROOT = tmp_path
    settings.SHOP_URL = live_server.url
    settings.MAILERS = {"default": {"BACKEND": "shop.demo.mailbox.MailboxBackend"}}
    return FreeGuide.objects.create(
        title="Ten steps", slug="ten-steps", intro="Hello.", steps=[("step", STEP)], is_offered=True
    )


@pytest.mark.parametrize("script", [True, False])
def test_from_sign_up_to_pdf_and_out_again(guide: FreeGuide, open_page: Callable[..., Page], script: bool):
    tasks.make_pdf.call(guide.pk)
    page = open_page(PHONE, java_script_enabled=script)
    signs_up(page)
    opens_mail(page, "one click to go", "confirm")
    page.get_by_role("button", name="Yes, this is me").click()
    expect(page.get_by_role("heading", name="Thank you")).to_be_visible()
    assert Permission.objects.count() == 2
    opens_mail(page, "Here it is", "guide")
    expect(page.get_by_role("heading", name="Begin with water")).to_be_visible()
    answer = page.request.get(page.url + "guide.pdf")
    assert answer.body()[:4] == b"%PDF"
    leaves(page)


def signs_up(page: Page) -> None:
    page.goto("/newsletter/")
    page.get_by_label("Email address").fill("wilma@example.com")
    tick = page.get_by_label("Email me news and offers too")
    expect(tick).not_to_be_checked()
    tick.check()
    page.get_by_role("button", name="Send me the free guide").click()
    expect(page.get_by_role("heading", name="Please look at your email")).to_be_visible()


def opens_mail(page: Page, subject: str, kind: str) -> None:
    page.goto("/demo/mailbox/")
    page.get_by_role("link", name=re.compile(subject)).click()
    page.locator(f"a[href*='/newsletter/{kind}/']").first.click()


def leaves(page: Page) -> None:
    sending_schedule.schedule(newsletter=a_newsletter())
    opens_mail(page, "Hello", "unsubscribe")
    page.get_by_role("button", name="Unsubscribe").click()
    expect(page.get_by_role("heading", name="Done")).to_be_visible()
    assert not Permission.objects.exists()


def test_fault_is_said_beside_the_field(guide: FreeGuide, phone: Page):
    phone.goto("/newsletter/")
    phone.get_by_label("Email address").fill("nobody")
    with phone.expect_response(lambda answer: answer.status == 400):
        phone.get_by_role("button", name="Send me the free guide").click()
    expect(phone.get_by_label("Email address")).to_be_focused()
    expect(phone.get_by_role("alert")).to_contain_text("name@example.com")
