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
def demo_guide(db, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    demo.load_free_guide()
    return FreeGuide.objects.get()


@pytest.fixture
def small_guide(db, small_pictures):
    """The same with small pictures: encoding the real ones for its page takes nine seconds."""
    demo.load_free_guide()
    return FreeGuide.objects.get()


def test_text_makes_no_claim_that_needs_evidence():
    text = json.loads(demo.TEXT.read_text())
    words = re.sub("<[^>]+>", " ", json.dumps({**text, "title": ""}, ensure_ascii=False))
    with RULES.open() as source:
        rules = [row for row in csv.DictReader(source, delimiter=";") if row["severity"] in "BH"]
    assert [row["id"] for row in rules if re.search(row["regex"], words, re.I)] == []


def test_loading_again_writes_nothing(demo_guide):
    assert demo.load_free_guide() == 0


def test_pdf_is_tagged_and_names_its_language(demo_guide):
    made = pdf.render(demo_guide, uncompressed_pdf=True)
    assert made.startswith(b"%PDF")
    for part in (b"/StructTreeRoot", b"/Marked true", b"/Lang (en-GB)", b"pdfuaid:part", b"/Alt"):
        assert part in made


def test_pdf_of_the_demo_has_about_twelve_pages(demo_guide):
    made = pdf.render(demo_guide, uncompressed_pdf=True)
    assert 11 <= len(re.findall(rb"/Type /Page\b", made)) <= 14


@pytest.mark.parametrize("template", ["newsletter/guide.html", "newsletter/pdf/guide.html"])
def test_plan_list_sources_and_next_steps_are_shown(small_guide, template):
    context = {"guide": small_guide, "steps": small_guide.numbered()} | identity()
    html = BeautifulSoup(render_to_string(template, context), "html.parser")
    headings = [one.get_text(" ", strip=True) for one in html.find_all("h2")]
    assert {"Your first eight weeks", "Before the bath: a list for the door", "Where this comes from"} <= set(
        headings
    )
    assert "Week 8" in [one.get_text() for one in html.find_all("h3")]
    assert html.find("a", href="https://www.nice.org.uk/guidance/ng194")
    assert html.find("a", string=re.compile("first massage"))["href"].startswith("/guides/baby-massage/")


def test_reviewer_is_named_once_published(small_guide):
    small_guide.reviewer = pages.a_person("Ruth Okafor")
    small_guide.save()
    context = {"guide": small_guide, "steps": small_guide.numbered()} | identity()
    shown = " ".join(render_to_string("newsletter/guide.html", context).split())
    assert "Read and checked by Ruth Okafor, on 5 October 2026." in shown
    small_guide.reviewer.live = False
    assert "Ruth" not in render_to_string("newsletter/guide.html", context)


def test_form_shows_small_pictures_of_cover_and_a_page(demo_guide):
    looks = offered().looks
    assert [look.alt for look in looks] == [demo_guide.cover_alt, demo_guide.sample_alt]
    page = BeautifulSoup(Client().get("/newsletter/").content, "html.parser")
    shown = page.select(".signup__looks img")
    assert [one["src"] for one in shown[:2]] == [look.url for look in looks]
    assert {one["loading"] for one in shown} == {"lazy"}
    sizes = [file.stat().st_size for file in Path(demo_guide.cover.file.path).parents[1].rglob("*.webp")]
    assert len(sizes) == 2 and max(sizes) < 12_000


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


def test_publishing_encodes_the_pictures_of_its_page(small_guide, django_capture_on_commit_callbacks):
    small_guide.cover.renditions.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        small_guide.save_revision().publish()
    before = small_guide.cover.renditions.count()
    context = {"guide": small_guide, "steps": small_guide.numbered()} | identity()
    render_to_string("newsletter/guide.html", context)
    assert small_guide.cover.renditions.count() == before > 10


def test_publishing_again_leaves_one_file(free_guide):
    for _ in range(2):
        tasks.make_pdf.call(free_guide.pk)
    free_guide.refresh_from_db()
    assert len(list(Path(free_guide.pdf.path).parent.iterdir())) == 1


def test_link_opens_page_and_pdf(free_guide, confirmed):
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
