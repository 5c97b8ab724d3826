"""A guide's page: public, complete, and as cheap with fifty blocks as with five."""

from datetime import date, timedelta
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tests.support import factories, pages

BUDGET = 15


@pytest.fixture(autouse=True)
def _media(db, settings, tmp_path, django_capture_on_commit_callbacks):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def committed(django_capture_on_commit_callbacks):
    """Do something as if it had been committed."""

    def do(make, *args, **kwargs):
        with django_capture_on_commit_callbacks(execute=True):
            return make(*args, **kwargs)

    return do


def words(path: str) -> str:
    answer = Client().get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def everything(number: int) -> list:
    """A body in which each kind of thing stands several times."""
    body = []
    other = pages.a_guide("elsewhere")
    for n in range(number):
        source, technique = pages.a_source(f"Study {n}"), pages.a_technique(f"Stroke {n}")
        product = factories.a_product(f"Oil {n}")
        link = f'<p>See <a linktype="page" id="{other.pk}">there</a> {n}.</p>'
        benefit = {"statement": f"Statement {n}", "detail": "", "strength": "some", "sources": [source.pk]}
        body += [
            pages.text(link, [source]),
            ("picture", {"image": pages.a_picture().pk, "alt": "A towel", "caption": ""}),
            (
                "steps",
                {
                    "heading": "",
                    "steps": [{"title": f"Step {n}", "text": link, "image": pages.a_picture().pk}],
                },
            ),
            ("technique", {"technique": technique.pk, "note": ""}),
            ("safety", {"heading": "Care", "notes": [pages.a_note().pk]}),
            ("benefits", {"heading": f"Known {n}", "benefits": [benefit]}),
            ("product", {"product": product.pk, "note": ""}),
            ("questions", {"heading": "Asked", "questions": [{"question": "Why?", "answer": link}]}),
        ]
    return [*body, ("sources", {"heading": "Sources", "further": [pages.a_source("Other").pk]})]


def test_guide_keeps_its_budget_whatever_it_holds(committed):
    committed(pages.a_guide, "full", parent=pages.a_series(), body=everything(6))
    words("/guides/walking/full/")  # makes the pictures
    with CaptureQueriesContext(connection) as seen:
        words("/guides/walking/full/")
    assert len(seen) <= BUDGET


def test_guide_is_public_and_sets_no_cookie(committed):
    committed(pages.a_guide, body=[pages.text()])
    answer = Client().get("/guides/first/")
    assert not answer.cookies
    assert "Cookie" not in answer.get("Vary", "")
    assert "s-maxage" in answer["Cache-Control"]


def test_everything_in_the_body_is_shown(committed):
    committed(pages.a_guide, body=everything(1))
    page = words("/guides/first/")
    for shown in ("Step 0", "Stroke 0", "Your baby turns away.", "Statement 0", "Oil 0", "Why?", "Study 0"):
        assert shown in page


def test_sources_are_numbered_in_the_order_they_are_named(committed):
    first, second = pages.a_source("Early"), pages.a_source("Late")
    body = [pages.text(sources=[second]), pages.text(sources=[first, second]), ("sources", {"further": []})]
    committed(pages.a_guide, body=body)
    page = words("/guides/first/")
    assert page.index("Late</a>") < page.index("Early</a>")
    assert page.count('href="#source-1"') == 2


def test_sources_without_a_place_are_listed_at_the_end(committed):
    committed(pages.a_guide, body=[pages.text(sources=[pages.a_source("Early")])])
    page = words("/guides/first/")
    assert page.count('href="#source-1"') == page.count('id="source-1"') == 1


def test_product_that_left_the_shop_leaves_a_clean_page(committed):
    product = factories.a_product("Fleeting oil")
    committed(pages.a_guide, body=[pages.text(), ("product", {"product": product.pk, "note": "Try it."})])
    assert "Try it." in words("/guides/first/")
    product.is_public = False
    committed(product.save)
    page = words("/guides/first/")
    assert "Fleeting oil" not in page
    assert "Try it." not in page


def test_statements_go_when_their_review_is_long_overdue(committed):
    guide = committed(pages.a_guide, body=everything(1), review_due=date.today() - timedelta(days=91))
    assert "Statement 0" not in words("/guides/first/")
    guide.review_due = date.today() - timedelta(days=1)
    committed(guide.save)
    assert "Statement 0" in words("/guides/first/")


def test_change_of_a_shared_piece_is_seen_in_every_guide(committed):
    note = pages.a_note(text="First words.")
    committed(pages.a_guide, body=[("safety", {"heading": "Care", "notes": [note.pk]})])
    assert "First words." in words("/guides/first/")
    note.text = "Second words."
    committed(note.save)
    assert "Second words." in words("/guides/first/")


def test_draft_is_previewed_as_it_is_and_kept_for_nobody(committed):
    guide = committed(pages.a_guide, body=[pages.text("<p>Public words.</p>")])
    words("/guides/first/")
    guide.body = pages.stored([pages.text("<p>Draft words.</p>")])
    assert "Draft words." in guide.make_preview_request().render().content.decode()
    assert "Draft words." not in words("/guides/first/")


def test_reading_time_and_uses_are_kept_as_it_is_saved():
    technique = pages.a_technique()
    body = [pages.text(f"<p>{'word ' * 500}</p>"), ("technique", {"technique": technique.pk, "note": ""})]
    facts = pages.a_guide(body=body).facts
    assert facts["minutes"] == 3
    assert facts["techniques"] == [technique.pk]


def test_long_guide_lists_its_headings(committed):
    html = "".join(f"<h2>Heading {n}</h2><p>Words.</p>" for n in range(3))
    committed(pages.a_guide, body=[pages.text(html)])
    page = words("/guides/first/")
    assert 'href="#heading-2"' in page
    assert '<h2 id="heading-2">' in page


def test_video_loads_nothing_before_it_is_played(committed):
    video = {"title": "A leg", "url": "https://youtu.be/abcdef12345", "still": None, "summary": "One leg."}
    committed(pages.a_guide, body=[("video", video)])
    page = words("/guides/first/")
    assert "<iframe" not in page
    assert 'href="https://youtu.be/abcdef12345"' in page


def test_related_guides_share_what_they_use(committed):
    technique = pages.a_technique()
    uses = [("technique", {"technique": technique.pk, "note": ""})]
    committed(pages.a_guide, "one", body=uses, title="Legs")
    committed(pages.a_guide, "two", body=uses, title="Feet")
    committed(pages.a_guide, "three", body=[pages.text()], title="Nothing alike")
    page = words("/guides/one/")
    assert "Feet" in page
    assert "Nothing alike" not in page


def test_body_with_a_sign_up_form_needs_no_second_one(committed):
    committed(pages.a_guide, "with", body=[("sign_up", {"guide": ""})])
    committed(pages.a_guide, "without", body=[pages.text()])
    for slug in ("with", "without"):
        assert words(f"/guides/{slug}/").count('class="signup-band') == 1


def test_guide_without_headings_has_no_column_for_them(committed):
    committed(pages.a_guide, "short", body=[pages.text()])
    headings = "".join(f"<h2>Part {name}</h2><p>Words.</p>" for name in ("one", "two", "three"))
    committed(pages.a_guide, "long", body=[pages.text(headings)])
    assert "guide__layout--plain" in words("/guides/short/")
    assert "guide__layout--plain" not in words("/guides/long/")


def test_card_without_a_cover_has_a_drawing_in_its_place(committed):
    committed(pages.a_guide, "bare", body=[pages.text()])
    (tile,) = tiles_on(words("/guides/"))
    assert (tile.find("svg") is not None, tile.find("img")) == (True, None)


def test_card_with_a_cover_shows_it(committed):
    committed(pages.a_guide, "dressed", body=[pages.text()], cover=pages.a_picture())
    (tile,) = tiles_on(words("/guides/"))
    assert tile.find("img") is not None


def tiles_on(page: str) -> list[Any]:
    """The tile of each card."""
    return BeautifulSoup(page, "html.parser").select(".guide-card__picture")
