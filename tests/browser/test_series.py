"""A series from its first word to its last part, as three people make it in Wagtail's own admin."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect
from wagtail.models import Revision

from guides.models import GuidePage, SeriesPage
from tests.browser.article_editor import leads_on, set_date
from tests.browser.conftest import PHONE
from tests.browser.test_cms import press, sign_in, someone  # noqa: F401 -- a fixture
from tests.support import pages as support_pages

PARTS = ("Getting ready", "Legs and feet", "Choosing an oil")
TEASER = "how to choose an oil"
SLOW = 30_000


@pytest.fixture
def staff(settings, tmp_path, saved_by_hand) -> None:
    settings.MEDIA_ROOT = tmp_path
    with transaction.atomic():
        for name, group in (("wren", "Editors"), ("nora", "Claims approvers"), ("eli", "Moderators")):
            someone(name, group)
        support_pages.an_index()
        support_pages.a_person("Nell Archer")


def entitle(page: Page, title: str) -> None:
    """Type a title; a page can't be saved before Wagtail's script has made an address of it."""
    page.wait_for_load_state("networkidle")
    page.locator("[name=title]").press_sequentially(title)
    expect(page.locator("[name=slug]")).not_to_have_value("")


def write_series(page: Page) -> int:
    page.goto(f"/office/pages/add/guides/seriespage/{support_pages.an_index().pk}/")
    entitle(page, "Baby massage")
    page.locator("[name=introduction]").fill("Three short parts, in this order.")
    press(page, "Save draft")
    expect(page).to_have_url(re.compile(r"/edit/$"))
    return SeriesPage.objects.get().pk


def write_part(page: Page, series: int, title: str) -> None:
    page.goto(f"/office/pages/add/guides/guidepage/{series}/")
    entitle(page, title)
    page.locator("[name=introduction]").fill("One thing at a time.")
    page.locator("#panel-child-content-body-section").get_by_role("button", name="Insert a block").click()
    page.get_by_role("option", name="Quote").click()
    page.locator("[name=body-0-value-text]").fill("Slow is a speed, too.")
    page.locator("[name=body-0-value-who]").fill("Nell Archer")
    page.get_by_role("button", name=re.compile("choose (a )?person", re.IGNORECASE)).first.click()
    page.get_by_role("link", name="Nell Archer").click()
    if title == PARTS[2]:
        page.locator("[name=teaser]").fill(TEASER)
    press(page, "Save draft")
    expect(page).to_have_url(re.compile(r"/edit/$"))
    if title == PARTS[2]:
        expect(page.locator("[name=teaser]")).to_have_value(TEASER)


def in_editor(page: Page, pk: int, button: str) -> None:
    page.goto(f"/office/pages/{pk}/edit/")
    leads_on(page, lambda: press(page, button))  # the next person must find it done


def schedule(page: Page, pk: int) -> None:
    page.goto(f"/office/pages/{pk}/edit/")
    set_date(page)


def its_time_comes() -> None:
    """Two days later the scheduler looks."""
    past = timezone.now() - timedelta(minutes=1)
    with transaction.atomic():
        due = Revision.objects.get(approved_go_live_at__isnull=False)
        due.approved_go_live_at, due.content["go_live_at"] = past, past.isoformat()
        Revision.objects.filter(pk=due.pk).update(approved_go_live_at=past, content=due.content)
    call_command("publish_scheduled", verbosity=0)


def test_series_is_written_checked_published_and_its_last_part_comes_in_time(
    staff: None,
    sign_in: Callable[[str], Page],  # noqa: F811
    open_page: Callable[..., Page],
) -> None:
    writer, approver, editor = (sign_in(name) for name in ("wren", "nora", "eli"))
    for page in (writer, approver, editor):
        page.set_default_timeout(SLOW)
    series = write_series(writer)
    for title in PARTS:
        write_part(writer, series, title)
    schedule(writer, GuidePage.objects.get(title=PARTS[2]).pk)
    first, second, last = GuidePage.objects.order_by("path")
    for pk in (series, first.pk, last.pk):  # the series goes live first: a part can't be before it
        for person, button in ((writer, "Submit to"), (approver, "Approve"), (editor, "Approve")):
            in_editor(person, pk, button)
    second.get_latest_revision().publish()  # what three people do with a page has been seen by now
    reader = open_page(PHONE)
    reader.goto("/guides/baby-massage/")
    expect(reader.get_by_role("heading", name="Legs and feet")).to_be_visible()
    expect(reader.get_by_text(TEASER)).to_be_visible()
    expect(reader.get_by_text("Tell me when the next part is out")).to_be_visible()
    its_time_comes()
    reader.goto("/guides/baby-massage/choosing-an-oil/")
    expect(reader.get_by_role("heading", name=PARTS[2], level=1)).to_be_visible()
    expect(reader.get_by_text("Part 3 of 3")).to_be_visible()
