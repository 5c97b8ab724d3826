"""Marketers paste a document, name the source of a sentence, and drag what is scheduled."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from playwright.sync_api import Locator, Page, expect
from wagtail.models import Revision
from wagtail.rich_text import RichText

from guides.models import GuidePage
from shop.london import on_day
from tests.browser.test_cms import part, sign_in
from tests.guides.editorial.pasting import documents
from tests.support import pages

__all__ = ["part", "sign_in"]
# As the browser does it when somebody pastes: no test may read or fill the machine's own clipboard.
PASTE = """([html, rtf]) => {
  const data = new DataTransfer();
  data.setData("text/html", html);
  data.setData("text/rtf", rtf);
  data.setData("text/plain", "Feet first");
  const init = { clipboardData: data, bubbles: true, cancelable: true };
  document.querySelector("[data-paste-text]").dispatchEvent(new ClipboardEvent("paste", init));
}"""


def test_a_word_document_is_pasted_with_its_picture(part: GuidePage, sign_in: Any) -> None:
    page: Page = sign_in("wren")
    page.goto(f"/office/guides-paste/?parent={part.get_parent().pk}")
    page.evaluate(PASTE, [documents.word(), documents.word_rtf(documents.a_png())])
    expect(page.get_by_role("status").filter(has_text="Taken with its formatting")).to_be_visible()
    page.get_by_role("button", name="Make the draft").click()
    expect(page.get_by_text("1 comment, 1 deleted passage, 1 drawing")).to_be_visible()
    draft = GuidePage.objects.get(title="Feet first").get_latest_revision_as_object()
    assert "picture" in {block.block_type for block in draft.body}


def test_typing_after_a_paste_counts_alone(part: GuidePage, sign_in: Any) -> None:
    page: Page = sign_in("wren")
    page.goto("/office/guides-paste/")
    page.evaluate(PASTE, ["<h1>Pasted</h1><p>Words.</p>", ""])
    page.get_by_label("The document").fill("# Typed\n\nOther words.")
    page.get_by_role("button", name="Make the draft").click()
    expect(page.get_by_role("heading", name="Kept")).to_be_visible()
    assert GuidePage.objects.filter(title="Typed").exists()


def named_behind_the_words(part: GuidePage, page: Page) -> Locator:
    """The text of a guide, after its words were chosen and a source was named behind them."""
    pages.a_source()
    page.goto(f"/office/pages/{part.pk}/edit/")
    words = page.locator("[data-contentpath=body] .public-DraftEditor-content").first
    words.click()
    page.keyboard.press("Shift+Home")
    page.locator(".Draftail-ToolbarButton[name=SOURCE]").first.click()
    page.locator(".modal-body a[data-chooser-modal-choice]").first.click()
    return words


def test_a_source_is_named_behind_the_chosen_words(part: GuidePage, sign_in: Any) -> None:
    expect(named_behind_the_words(part, sign_in("wren"))).to_have_text("Slowly.[Ash B (2019)]")


def test_a_source_takes_the_place_of_a_pasted_footnotes_mark(part: GuidePage, sign_in: Any) -> None:
    part.body = [("text", {"text": RichText('<p>Slowly.<a href="#notes">[1]</a></p>'), "sources": []})]
    part.save_revision()
    expect(named_behind_the_words(part, sign_in("wren"))).to_have_text("Slowly.[Ash B (2019)]")


def test_the_report_leads_to_the_field_that_is_missing(part: GuidePage, sign_in: Any) -> None:
    page: Page = sign_in("wren")
    page.goto(f"/office/guides-paste/?parent={part.get_parent().pk}")
    page.evaluate(PASTE, ["<h1>Feet first</h1><p>Slowly.</p>", ""])
    page.get_by_role("button", name="Make the draft").click()
    page.get_by_role("link", name="Introduction: this is missing.").click()
    expect(page.locator("[name=introduction]")).to_be_focused()


def test_what_is_scheduled_is_dragged_to_another_day(part: GuidePage, sign_in: Any) -> None:
    planned = timezone.localtime(timezone.now() + timedelta(days=62)).replace(day=10, microsecond=0)
    guide = pages.a_guide("hands", body=[pages.text()], live=False)
    guide.go_live_at = planned
    guide.save_revision().publish()
    page: Page = sign_in("eli")
    page.goto(f"/office/calendar/?month={planned:%Y-%m}")
    target = page.locator("[data-day]").last
    day = target.get_attribute("data-day") or ""
    page.locator("[data-move]").first.drag_to(target)
    expect(page.locator(f"[data-day='{day}'] [data-move]")).to_be_visible()
    moved = Revision.objects.exclude(approved_go_live_at=None).get().approved_go_live_at
    assert moved == on_day(planned, date.fromisoformat(day))
