"""A guide with a product: full of claims it stays a draft, without them it goes live."""

import pytest

from guides.claims.review.gate import ClaimsOpen, blocking
from guides.models import GuidePage
from tests.support import factories, pages

pytestmark = pytest.mark.django_db
CLAIMS = """<p>Our oil cures eczema and heals cradle cap. It relieves colic, boosts your milk supply,
strengthens the immune system and is clinically proven to improve sleep.</p>"""
WITHOUT = (
    "<p>A few drops are enough. It is not a medicine: with eczema, ask your GP before you use any oil.</p>"
)


def a_draft(html: str) -> GuidePage:
    product = ("product", {"product": factories.a_product().pk, "note": "Slow enough for a long stroke."})
    page = pages.a_guide("choosing", body=[pages.text(html), product], live=False)
    page.save_revision()
    return page


def test_claims_beside_a_product_do_not_go_live():
    page = a_draft(CLAIMS)
    with pytest.raises(ClaimsOpen):
        page.get_latest_revision().publish()
    codes = {finding.rule.code for finding in blocking(page)}
    assert {"C001", "C004", "C006", "C021", "C022", "C025", "C031", "C036", "C061"} <= codes
    assert not GuidePage.objects.get(pk=page.pk).live


def test_same_text_without_them_does():
    page = a_draft(WITHOUT)
    page.get_latest_revision().publish()
    assert GuidePage.objects.get(pk=page.pk).live


def test_sources_of_a_block_are_evidence_for_an_approver():
    html = "<p>In one trial massage increased the circulation.</p>"
    cited = pages.a_guide("cited", body=[pages.text(html, [pages.a_source()])], live=False)
    (finding,) = blocking(cited)
    assert (finding.severity, finding.passage.is_cited) == ("H", True)
