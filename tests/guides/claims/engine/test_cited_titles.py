"""The title of a study stays as it is: a person decides whether it reads as a claim of ours."""

from typing import Any

import pytest

from guides.claims.engine.checker import CheckedContent, Finding, Passage, check
from guides.claims.engine.verdict import TITLE
from guides.claims.review.rule_sets import bundled_rule_set

NAME = "Massage therapy for preterm infants"
STUDY = "https://doi.org/10.1000/x"
CITED = [
    f"<p>“{NAME}” (Field, 2010) looked at forty babies.</p>",
    f"<p>‘{NAME}’ (Field et al., 2010).</p>",
    f"<p>In 2010 Field wrote <i>{NAME}</i> [3].</p>",
    f'<p>Read <a href="{STUDY}">{NAME}</a>.</p>',
    f'<p>Read “{NAME}” <a linktype="source" id="4">[Field, 2010]</a>.</p>',
    f"<ol><li>Field, T. (2010). {NAME}. Infant Behavior and Development, 33, 115.</li></ol>",
    f"<p>Field T, Diego M, Reif M. {NAME}. Infant Behav Dev. 2010;33:115.</p>",
    f"<p>[1] Field, T. and Diego, M. (2010) {NAME}, Infant Behavior, 33.</p>",
]
NOT_CITED = [
    f"<p>{NAME}</p>",
    f"<p>“{NAME}” is what we offer.</p>",
    "<p>Our oil is a therapy (Field, 2010).</p>",
    "<p>Field, T. (2010). A study.</p><p>Our oil is a therapy.</p>",
    f"<p>“{NAME}” is what we offer. {'It is slow and warm and takes a while. ' * 4}(Field, 2010)</p>",
]


def found(html: str, *, code: str = "C024", **about: Any) -> Finding:
    content = CheckedContent((Passage("body", "Body", html, is_html=True),), **({"cites": True} | about))
    return next(one for one in check(content, bundled_rule_set()) if one.rule.code == code)


@pytest.mark.parametrize("html", CITED)
@pytest.mark.parametrize("sells", [True, False])
def test_a_person_decides_about_a_title(html: str, sells: bool) -> None:
    one = found(html, sells=sells)
    assert (one.severity, one.note, one.is_open) == ("M", TITLE, True)


@pytest.mark.parametrize("html", CITED)
def test_no_other_wording_is_advised_for_a_title(html: str) -> None:
    assert found(html).safer == ""


@pytest.mark.parametrize("html", NOT_CITED)
def test_other_words_are_as_forbidden_as_before(html: str) -> None:
    assert (found(html).severity, found(html).is_title) == ("B", False)


@pytest.mark.parametrize("html", CITED)
def test_readers_texts_have_no_titles(html: str) -> None:
    """A review can’t make a claim pass by putting it between quotes."""
    assert found(html, cites=False).severity == "B"


def test_a_title_from_our_list_needs_no_mark() -> None:
    one = found(f"<p>We read {NAME.upper()} again.</p>", sells=True, titles=(NAME,))
    assert (one.severity, one.note) == ("M", TITLE)


def test_a_title_from_our_list_is_a_hint_where_nothing_is_sold() -> None:
    assert found(f"<p>We read {NAME} again.</p>", titles=(NAME,)).severity == "L"


def test_what_needs_evidence_is_treated_alike() -> None:
    html = "<p>“Does massage relieve pain in infants?” (Field, 2010)</p>"
    assert found(html, code="C025", sells=True).note == TITLE


def test_what_needs_a_citation_has_one() -> None:
    assert found("<p>“Touch and stress in the first year” (Field, 2010)</p>", code="C042").settled == "Cited."


def test_a_subject_that_never_stands_beside_a_product_does_not_as_a_title_either() -> None:
    html = "<p>“Massage for mothers with mastitis” (Field, 2010)</p>"
    one = found(html, code="C013", sells=True, selling_sections=frozenset({0}))
    assert (one.severity, one.safer) == ("B", "")
