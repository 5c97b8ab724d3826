"""The free guide: an honest text, a tagged PDF, a link that ends."""

import csv
import json
import re
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from django.test import Client

from guides.claims.review.gate import ClaimsOpen
from guides.newsletter import demo
from guides.newsletter.blocks import ProductBlock, SignUpBlock
from guides.newsletter.lead_magnet import pdf, tasks
from guides.newsletter.lead_magnet.services import offered
from guides.newsletter.models import FreeGuide
from shop.mail.compose import identity
from tests.guides.newsletter.conftest import link
from tests.support import factories, pages

RULES = Path(__file__).parents[3] / "demo" / "claims.csv"


@pytest.fixture
def demo_guide(db, small_pictures):
    demo.load_free_guide()
    return FreeGuide.objects.get()


@pytest.fixture
def short_pdf(monkeypatch):
    """A file at once, where nobody looks into it; making one takes half a second."""
    monkeypatch.setattr(pdf, "render", lambda guide: b"%PDF-1.7")


def test_text_makes_no_claim_that_needs_evidence():
    text = json.loads(demo.TEXT.read_text())
    words = re.sub("<[^>]+>", " ", json.dumps({**text, "title": ""}, ensure_ascii=False))
    with RULES.open() as source:
        rules = [row for row in csv.DictReader(source, delimiter=";") if row["severity"] in "BH"]
    assert [row["id"] for row in rules if re.search(row["regex"], words, re.I)] == []


def test_loading_again_writes_nothing(demo_guide):
    assert demo.load_free_guide() == 0


@pytest.mark.parametrize("template", ["newsletter/guide.html", "newsletter/pdf/guide.html"])
def test_plan_list_sources_and_next_steps_are_shown(demo_guide, template):
    context = {"guide": demo_guide, "steps": demo_guide.numbered()} | identity()
    html = BeautifulSoup(render_to_string(template, context), "html.parser")
    headings = [one.get_text(" ", strip=True) for one in html.find_all("h2")]
    assert {"Your first eight weeks", "Before the bath: a list for the door", "Where this comes from"} <= set(
        headings
    )
    assert "Week 8" in [one.get_text() for one in html.find_all("h3")]
    assert html.find("a", href="https://www.nice.org.uk/guidance/ng194")
    assert html.find("a", string=re.compile("first massage"))["href"].startswith("/guides/baby-massage/")


def test_reviewer_is_named_once_published(demo_guide):
    demo_guide.reviewer = pages.a_person("Ruth Okafor")
    demo_guide.save()
    context = {"guide": demo_guide, "steps": demo_guide.numbered()} | identity()
    shown = " ".join(render_to_string("newsletter/guide.html", context).split())
    assert "Read and checked by Ruth Okafor, on 5 October 2026." in shown
    demo_guide.reviewer.live = False
    assert "Ruth" not in render_to_string("newsletter/guide.html", context)


def test_picture_without_its_file_is_left_out(demo_guide):
    Path(demo_guide.sample.file.path).unlink()
    assert [look.alt for look in offered().looks] == [demo_guide.cover_alt]


def test_form_on_another_page_asks_the_database_nothing(demo_guide, django_assert_num_queries):
    assert offered()
    with django_assert_num_queries(0):
        assert len(offered().looks) == 2


def test_publishing_makes_the_pdf(free_guide, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        free_guide.save_revision().publish()
    free_guide.refresh_from_db()
    assert free_guide.pdf.open("rb").read(4) == b"%PDF"


def test_publishing_encodes_the_pictures_of_its_page(demo_guide, django_capture_on_commit_callbacks):
    demo_guide.cover.renditions.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        demo_guide.save_revision().publish()
    before = demo_guide.cover.renditions.count()
    context = {"guide": demo_guide, "steps": demo_guide.numbered()} | identity()
    render_to_string("newsletter/guide.html", context)
    assert demo_guide.cover.renditions.count() == before > 10


def test_publishing_again_leaves_one_file(free_guide, short_pdf):
    for _ in range(2):
        tasks.make_pdf.call(free_guide.pk)
    free_guide.refresh_from_db()
    assert len(list(Path(free_guide.pdf.path).parent.iterdir())) == 1


def test_link_opens_page_and_pdf(free_guide, short_pdf, confirmed):
    tasks.make_pdf.call(free_guide.pk)
    confirmed(guide="ten-steps")
    page = Client().get(link("guide"))
    assert "Begin with water" in page.content.decode()
    answer = Client().get(link("guide") + "guide.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Referrer-Policy"] == "no-referrer"


def test_guide_is_in_hand_once_the_address_is_confirmed(free_guide, signs_up, presses):
    signs_up(guide="ten-steps")
    shown = BeautifulSoup(presses(link("confirm")).content, "html.parser")
    page = Client().get(shown.find("a", string="Read it now")["href"])
    assert "Begin with water" in page.content.decode()


def test_confirmation_of_news_alone_hands_over_no_guide(free_guide, signs_up, presses):
    free_guide.is_offered = False
    free_guide.save()
    signs_up(news="on")
    assert "Read it now" not in presses(link("confirm")).content.decode()


def test_old_link_offers_a_new_one(free_guide, confirmed, presses, clock):
    confirmed(guide="ten-steps")
    old = link("guide")
    clock.shift(31 * 86400)
    assert Client().get(old).status_code == 410
    assert presses(old).status_code == 200
    assert link("guide") != old
    assert Client().get(link("guide")).status_code == 200


def test_draft_is_not_given_away(free_guide, confirmed):
    confirmed(guide="ten-steps")
    FreeGuide.objects.update(live=False)
    assert Client().get(link("guide")).status_code == 404


def test_product_that_nobody_can_see_is_refused(db):
    from wagtail.blocks import StructBlockValidationError

    with pytest.raises(StructBlockValidationError):
        ProductBlock().clean({"slug": "no-such-oil", "note": ""})


def test_guide_with_a_claim_is_not_published(free_guide):
    free_guide.subtitle = "These steps cure eczema."
    with pytest.raises(ClaimsOpen):
        free_guide.save_revision().publish()
    free_guide.refresh_from_db()
    assert free_guide.subtitle == ""


def test_products_and_guides_are_chosen_by_name(free_guide, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        factories.a_product("Calm oil", slug="calm-oil")
    free_guide.save_revision().publish()
    chosen = ProductBlock().child_blocks["slug"].field.widget.render("slug", "calm-oil")
    assert '<option value="calm-oil" selected>Calm oil</option>' in chosen
    offered = SignUpBlock().child_blocks["guide"].field.widget.render("guide", "")
    assert f'<option value="{free_guide.slug}">{free_guide.title}</option>' in offered


def test_page_and_pdf_lead_on_to_guides(free_guide, settings, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        pages.a_guide("belly", title="Belly", body=[pages.text()])
    context = {"guide": free_guide, "steps": free_guide.numbered()} | identity()
    for name in ("newsletter/guide.html", "newsletter/pdf/guide.html"):
        html = BeautifulSoup(render_to_string(name, context), "html.parser")
        found = html.find("a", string="Belly")
        assert found["href"] == f"{settings.SHOP_URL}/guides/belly/"
        assert not [one for one in html.find_all("a") if one.get_text().startswith("http")]
