"""Claims in Wagtail's own admin: beside the field, and the way to where they are settled."""

import re

import pytest
from django.contrib.auth.models import Group
from django.db import transaction
from django.utils import timezone
from playwright.sync_api import Page, expect

from guides.models import GuidePage
from shop.accounts.models import User
from tests.browser.conftest import DESKTOP
from tests.browser.office import is_signed_in
from tests.support import pages
from tests.support.cast import PASSWORD

INTRO = "introduction"


def someone(name: str, *groups: str) -> None:
    user = User.objects.create_user(f"{name}@example.com", PASSWORD, email_confirmed_at=timezone.now())
    user.groups.set(Group.objects.filter(name__in=groups))


@pytest.fixture
def part(settings, tmp_path) -> GuidePage:
    """Part two of a series, a draft of the writer's."""
    settings.MEDIA_ROOT = tmp_path
    with transaction.atomic():
        for name, group in (("wren", "Editors"), ("nora", "Claims approvers"), ("eli", "Moderators")):
            someone(name, group)
        series = pages.a_series()
        pages.a_guide("legs", parent=series, body=[pages.text()], title="Legs")
        writer = User.objects.get(email="wren@example.com")
        page = pages.a_guide(
            "feet",
            parent=series,
            body=[pages.text()],
            title="Feet",
            live=False,
            owner=writer,
            teaser="your feet",
        )
        page.save_revision(user=writer)
    return page


@pytest.fixture
def sign_in(open_page):
    def opened(name: str) -> Page:
        page = open_page(DESKTOP)
        is_signed_in(page, User.objects.get(email=f"{name}@example.com"))
        return page

    return opened


def edit(page: Page, part: GuidePage) -> None:
    page.goto(f"/office/pages/{part.pk}/edit/")
    expect(page.locator(f"[name={INTRO}]")).to_be_visible()


def press(page: Page, name: str) -> None:
    """A button of the editor's action menu, opened first where it is hidden."""
    button = page.get_by_role("button", name=name).first
    if not button.is_visible():
        page.locator("footer [data-w-dropdown-target='toggle']").click()
    button.click()


def test_claim_is_shown_beside_its_field_and_not_published(part, sign_in):
    page = sign_in("eli")
    edit(page, part)
    page.locator(f"[name={INTRO}]").fill("Our oil cures eczema.")
    press(page, "Publish")
    expect(page.get_by_text("Named skin disease").first).to_be_visible()
    expect(page.locator(f"[name={INTRO}]")).to_have_value("Our oil cures eczema.")
    assert not GuidePage.objects.get(pk=part.pk).live


def test_saved_draft_shows_its_claims_and_the_way_to_the_review(part, sign_in):
    page = sign_in("wren")
    edit(page, part)
    page.locator(f"[name={INTRO}]").fill("It relieves aches.")
    press(page, "Save draft")
    page.wait_for_load_state()
    edit(page, part)
    expect(page.get_by_role("status").get_by_text("keep the saved draft from going live")).to_be_visible()
    page.get_by_role("link", name="Review the claims").first.click()
    expect(page.get_by_role("heading", name=re.compile("Open: "))).to_be_visible()


def test_the_panel_of_checks_counts_what_the_preview_shows(part, sign_in):
    part.cover, part.cover_alt = pages.a_picture(), "IMG_0012.jpg"
    part.save_revision()
    page = sign_in("wren")
    edit(page, part)
    page.get_by_role("button", name="Toggle checks").click()
    expect(page.locator("[data-content-word-count]")).to_have_text(re.compile(r"\d"))
    expect(page.locator("[data-content-checker-count]")).to_have_text("1")


def write_claims(part: GuidePage) -> None:
    words = "<p>Calm hands. This oil is <b>good for dry skin</b>, and it heals your skin with eczema.</p>"
    part.body = pages.stored([pages.text(), pages.text(words)])
    part.introduction = "It relieves dry skin."
    part.save_revision()


def marked(page: Page) -> list[str]:
    """The words that the browser paints."""
    return page.evaluate("() => [...CSS.highlights.get('claims')].map((range) => range.toString())")


def test_the_words_are_marked_where_they_stand_and_the_list_leads_to_them(part, sign_in):
    write_claims(part)
    page = sign_in("wren")
    edit(page, part)
    link = page.locator("#claims-list a", has_text="“eczema”")
    expect(link).to_be_visible()
    page.wait_for_timeout(400)
    assert "eczema" in marked(page)
    link.click()
    page.wait_for_timeout(300)
    assert page.evaluate("() => getSelection().toString()") == "eczema"


def test_a_safer_wording_takes_the_place_of_the_words(part, sign_in):
    write_claims(part)
    page = sign_in("wren")
    edit(page, part)
    body = page.locator("[contenteditable=true]", has_text="Calm hands")
    note = page.locator(".claims-note", has_text="“eczema”").last
    note.get_by_role("button", name="dry-feeling skin").click()
    expect(body).to_contain_text("skin with dry-feeling skin.")
    expect(note.get_by_role("status")).to_contain_text("Replaced")
    page.locator(f"[name={INTRO}]").press("End")
    page.get_by_role("button", name="Use “comforts”").click()
    expect(page.locator(f"[name={INTRO}]")).to_have_value("It comforts dry skin.")


def test_characters_are_counted_beside_a_preview_of_the_links(part, sign_in):
    page = sign_in("wren")
    edit(page, part)
    page.get_by_role("tab", name="Promote").click()
    page.locator("[name=seo_title]").fill("Feet " * 14)
    expect(page.locator("#count-seo_title")).to_contain_text("69 characters: about 60 are shown")
    page.locator("[name=social_title]").fill("Slow feet")
    expect(page.locator("#count-social_title")).to_have_text("9 of about 70 characters.")
    expect(page.locator(".link-preview__result .link-preview__title")).to_have_text(re.compile("Feet…$"))
    expect(page.locator(".link-preview__card .link-preview__title")).to_have_text("Slow feet")
