"""Texts without a row: reasons not to show them beside products."""

import pytest
from django.conf import settings
from django.core.management import call_command
from django.urls import reverse

from guides.claims.review.unsaved_texts import findings_in, open_in_public_texts
from shop.backoffice.roles import OWNER, role_group
from shop.public_text import public_texts, remarks_on
from shop.web.context_processors import storefront
from tests.support.cast import signed_in
from tests.support.roles import shopkeeper_group

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


def test_settings_that_shoppers_read_are_public_texts(settings):
    settings.SHOP_TAGLINE = "Oils that cure eczema"
    names = {name for name, _ in open_in_public_texts()}
    assert names == {"shop_tagline"}


def test_every_word_that_templates_get_from_settings_is_read(rf):
    shown = {text.words for text in public_texts()}
    assert strings(storefront(rf.get("/"))) - {settings.SHOP_URL, settings.PAYMENTS} <= shown


def strings(value) -> set[str]:
    if isinstance(value, dict):
        return {word for part in value.values() for word in strings(part)}
    return {value} if isinstance(value, str) and value else set()


def test_terms_in_force_are_a_public_text_without_claims():
    (terms,) = (text for text in public_texts() if text.name == "Terms of sale")
    assert "Your right to cancel" in terms.words
    assert "Terms of sale" not in {name for name, _ in open_in_public_texts()}


def test_terms_may_not_claim_what_nobody_may(cleo):
    cleo.groups.add(shopkeeper_group(), role_group(OWNER))
    form = {
        "version": "9",
        "body": "<p>Our oil cures ecz<b>ema</b>.</p>",
        "since": "2026-01-01",
        "publish": "1",
    }
    answer = signed_in(cleo).post(reverse("office_settings:change_terms"), form)
    assert "Named skin disease" in str(answer.context["form"].errors["body"])
    assert form["body"] in str(answer.context["form"]["body"].value())


def test_scan_names_what_is_open_in_settings(settings, capsys):
    settings.SHOP_TAGLINE = "Oils that cure eczema"
    with pytest.raises(SystemExit):
        call_command("scan_claims", verbosity=0)
    assert "shop_tagline: Oils that [cure] eczema" in capsys.readouterr().out
