"""Reading guides on a phone."""

import re

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from tests.browser.conftest import PHONE
from tests.guides import making

MASSAGE = "/guides/walking/legs/massage/"


@pytest.fixture
def guide(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with transaction.atomic():
        technique = making.a_technique()
        body = [
            making.text("<h2>Slowly</h2><p>There is time.</p>"),
            ("technique", {"technique": technique.pk, "note": ""}),
            ("safety", {"heading": "Care", "notes": [making.a_note().pk]}),
        ]
        return making.a_guide("legs", parent=making.a_series(), body=body, title="Legs")


def test_massage_goes_step_by_step_under_one_thumb(guide, phone: Page):
    phone.goto("/guides/walking/legs/")
    phone.get_by_role("link", name="Massage mode").click()
    phone.get_by_role("link", name="Begin").click()
    expect(phone.get_by_text("Begin at the hip.")).to_be_in_viewport()
    expect(phone.get_by_text("Your baby turns away.")).to_be_in_viewport()
    phone.locator("#step-1").get_by_role("link", name="Next").click()
    expect(phone.get_by_text("End at the foot.")).to_be_in_viewport()
    expect(phone.get_by_text("Begin at the hip.")).not_to_be_in_viewport()
    expect(phone.get_by_text("Your baby turns away.")).to_be_in_viewport()
    expect(phone).to_have_url(re.compile("#step-2$"))


def test_massage_works_without_scripts(guide, open_page):
    page = open_page(PHONE, java_script_enabled=False)
    page.goto(MASSAGE)
    page.get_by_role("link", name="Begin").click()
    page.locator("#step-1").get_by_role("link", name="Next").click()
    expect(page.get_by_text("End at the foot.")).to_be_in_viewport()
    expect(page.get_by_text("Your baby turns away.")).to_be_in_viewport()


def test_massage_that_was_opened_is_readable_without_a_net(guide, phone: Page):
    phone.goto(MASSAGE)
    kept = f"async () => Boolean(await (await caches.open('massage-1')).match('{MASSAGE}'))"
    phone.wait_for_function(kept)
    phone.wait_for_function("() => navigator.serviceWorker.controller")
    phone.context.set_offline(True)
    phone.goto(MASSAGE)
    expect(phone.get_by_role("link", name="Begin")).to_be_visible()
    assert phone.evaluate("getComputedStyle(document.querySelector('.massage__turn')).display") == "flex"
    phone.context.set_offline(False)
