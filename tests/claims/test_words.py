"""Words without a row: what speaks against showing them beside products."""

import pytest

from guides.claims.texts import findings_in
from shop.spoken import remarks_on

pytestmark = pytest.mark.django_db
REVIEW = "This oil cured my baby's eczema in two days. It cured us all! Clinically proven."


def test_remarks_name_the_words_and_the_gravest_comes_first():
    first, *_ = found = remarks_on(REVIEW)
    assert [remark.severity for remark in found] == sorted(
        (remark.severity for remark in found), key="BHML".index
    )
    assert first.is_forbidden
    assert "eczema" in {words for remark in found for words in remark.words}


def test_one_remark_for_a_rule_however_often_it_is_broken():
    (cured,) = (remark for remark in remarks_on(REVIEW) if "cured" in remark.words)
    assert (cured.words, len(cured.sentences)) == (("cured",), 2)


def test_harmless_words_call_for_no_remark():
    assert remarks_on("A lovely oil. Half a pump is enough for us.") == []


def test_product_beside_the_words_can_be_left_out():
    assert {finding.severity for finding in findings_in("It relieves aches", sells=False)} == {"H"}
    assert {finding.severity for finding in findings_in("It relieves aches")} == {"B"}
