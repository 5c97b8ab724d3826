"""Reading guides on a phone."""

import re

import pytest
from django.db import transaction
from playwright.sync_api import Page, expect

from guides.models import Feedback
from tests.browser.conftest import PHONE
from tests.support import pages

MASSAGE = "/guides/walking/legs/massage/"


@pytest.fixture
def guide(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    with transaction.atomic():
        technique = pages.a_technique()
        body = [
            pages.text("<h2>Slowly</h2><p>There is time.</p>"),
            ("technique", {"technique": technique.pk, "note": ""}),
            ("safety", {"heading": "Care", "notes": [pages.a_note().pk]}),
        ]
        return pages.a_guide("legs", parent=pages.a_series(), body=body, title="Legs")


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


def test_video_is_asked_for_before_anything_of_it_loads(guide, chromium, live_server):
    video = {"title": "A leg", "url": "https://vimeo.com/12345678", "still": None, "summary": "One leg."}
    with transaction.atomic():
        pages.a_guide("seen", body=[("video", video)])
    context = chromium.new_context(viewport=PHONE)  # unwatched: here a third party is wanted
    context.route("https://**", lambda route: route.fulfill(body=""))
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(f"{live_server.url}/guides/seen/")
    assert all(url.startswith(live_server.url) for url in asked)
    with page.expect_request("https://player.vimeo.com/video/12345678?autoplay=1&dnt=1"):
        page.get_by_role("link", name="Play “A leg”").click()
    expect(page.locator("iframe[title='A leg']")).to_be_focused()
    context.close()


def test_reader_continues_where_they_left_off(guide, phone: Page):
    with transaction.atomic():
        pages.a_guide("feet", parent=pages.SeriesPage.objects.get(), body=[pages.text()], title="Feet")
    phone.goto("/guides/walking/legs/")
    phone.locator(".guide__foot").scroll_into_view_if_needed()
    phone.wait_for_function("() => localStorage.getItem('guides:read')?.includes('/feet/')")
    phone.goto("/guides/walking/")
    link = phone.get_by_role("link", name="part 2, Feet")
    expect(link).to_have_attribute("href", "/guides/walking/feet/")
    phone.get_by_role("button", name="Forget").click()
    expect(link).to_be_hidden()
    phone.reload()
    expect(link).to_be_hidden()


SPOKEN = """
window.spoken = [];
speechSynthesis.speak = (saying) => window.spoken.push(saying.text);
"""


def a_long_guide() -> None:
    words = "".join(f"<h2>Step {n}</h2>" + "<p>Slowly.</p>" * 30 for n in range(4))
    with transaction.atomic():
        pages.a_guide("long", body=[pages.text(words)], title="Long")


def test_contents_follow_the_reader_and_the_place_is_kept(settings, tmp_path, phone: Page):
    settings.MEDIA_ROOT = tmp_path
    a_long_guide()
    phone.goto("/guides/long/")
    phone.locator("#step-2").evaluate("(heading) => heading.scrollIntoView()")
    current = phone.locator(".contents a[aria-current]")
    expect(current).to_have_text("Step 2")
    phone.goto("/guides/")
    phone.goto("/guides/long/")
    phone.get_by_role("link", name="Go on at “Step 2”").click()
    expect(phone.locator("#step-2")).to_be_in_viewport()


def test_contents_follow_the_reader_upwards_too(settings, tmp_path, phone: Page):
    settings.MEDIA_ROOT = tmp_path
    a_long_guide()
    phone.goto("/guides/long/")
    current = phone.locator(".contents a[aria-current]")
    phone.locator("#step-2").evaluate("(heading) => heading.scrollIntoView()")
    expect(current).to_have_text("Step 2")
    phone.evaluate("scrollBy(0, -innerHeight)")  # into the text before it, whose heading is far above
    expect(current).to_have_text("Step 1")


def test_numbers_and_lists_of_sources_are_not_read_aloud(settings, tmp_path, phone: Page):
    settings.MEDIA_ROOT = tmp_path
    with transaction.atomic():
        note = f'<a id="{pages.a_source().pk}" linktype="source">[Ash B (2019)]</a>'
        pages.a_guide("noted", body=[pages.text(f"<h2>Slowly</h2><p>There is time.{note}</p>")])
    phone.add_init_script(SPOKEN)
    phone.goto("/guides/noted/")
    phone.get_by_role("button", name="Listen").click()
    assert phone.evaluate("window.spoken") == ["Slowly", "There is time."]


def test_a_guide_is_read_aloud_and_passed_on(guide, phone: Page):
    phone.add_init_script(SPOKEN)
    phone.goto("/guides/walking/legs/")
    phone.get_by_role("button", name="Listen").click()
    assert phone.evaluate("window.spoken")[:2] == ["Slowly", "There is time."]
    phone.get_by_role("button", name="Stop").click()
    expect(phone.get_by_role("button", name="Listen")).to_be_visible()
    email = phone.get_by_role("link", name="Email it").get_attribute("href") or ""
    assert email.startswith("mailto:?subject=Legs&body=http") and email.endswith("%2Flegs%2F")


def test_reader_says_a_word_without_leaving_the_page(guide, phone: Page):
    phone.goto("/guides/walking/legs/")
    phone.get_by_label("What was missing, or good?").fill("More on feet, please.")
    phone.get_by_role("button", name="Yes, helpful").click()
    expect(phone.get_by_text("Thank you.")).to_be_visible()
    expect(phone).to_have_url(re.compile("/guides/walking/legs/$"))
    assert Feedback.objects.get().comment == "More on feet, please."


UNTIL_KEPT = """async (paths) => {
  for (let tries = 0; tries < 200; tries += 1) {
    const cache = await caches.open("massage-1");
    const kept = await Promise.all(paths.map((path) => cache.match(path)));
    if (kept.every(Boolean)) return;
    await new Promise((done) => setTimeout(done, 50));
  }
  throw new Error("Not kept");
}"""  # a promise is true at once for wait_for_function


def styles(page: Page) -> list[str]:
    found: list[str] = page.evaluate("[...document.styleSheets].map((sheet) => sheet.href)")
    return found


def test_massage_that_was_opened_is_readable_without_a_net(guide, phone: Page):
    phone.goto(MASSAGE)
    phone.evaluate(UNTIL_KEPT, [MASSAGE, *styles(phone)])
    phone.wait_for_function("() => navigator.serviceWorker.controller")
    phone.context.set_offline(True)
    phone.goto(MASSAGE)
    expect(phone.get_by_role("link", name="Begin")).to_be_visible()
    assert phone.evaluate("getComputedStyle(document.querySelector('.massage__turn')).display") == "flex"
    phone.context.set_offline(False)


def test_printed_guide_has_its_answers_and_nothing_to_click(settings, tmp_path, desktop: Page):
    settings.MEDIA_ROOT = tmp_path
    questions = [{"question": "How long?", "answer": "<p>Ten minutes.</p>"}]
    with transaction.atomic():
        body = [("questions", {"heading": "Asked", "questions": questions}), ("sign_up", {"guide": ""})]
        for slug in ("asked", "other"):
            guide = pages.a_guide(slug, body=body)
            guide.tags.add("sleep")
            guide.save()
    desktop.goto("/guides/asked/")
    expect(desktop.get_by_role("heading", name="Read on")).to_be_visible()
    desktop.emulate_media(media="print")
    expect(desktop.get_by_text("Ten minutes.")).to_be_visible()
    for gone in (".feedback", ".read-on", ".signup-band", ".breadcrumb", "form"):
        assert not any(one.is_visible() for one in desktop.locator(gone).all()), gone
