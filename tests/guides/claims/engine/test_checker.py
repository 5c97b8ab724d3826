"""What the check finds, and what context makes of it."""

import pytest

from guides.claims.engine.checker import CheckedContent, Finding, Passage, check
from guides.claims.engine.rules import BLOCK, Rule, bundled_rules, compile_rules

BOOK = compile_rules(bundled_rules(), version=1)
DANGEROUS = (
    "Rub garlic oil on the chest for bronchitis and asthma.",
    "Use on infected, open wounds twice a day.",
    "Pinch the skin along the spine from birth",
    "Twist each breast firmly when there is mastitis",
    "Oil on nappy rash three times a day",
    "Continue when there is a fever",
    "A little oil on the rash every night",
    "Don't stop because of a fever.",
    "Warm oil should be rubbed into swollen breasts when they are infected.",
    "Keep massaging even if your baby screams.",
    "If the skin is broken or infected, gently apply a thick layer.",
    "Go on as usual with a high temperature.",
    "Press hard on lumps in the breast, never mind the fever.",
)


def found(text: str, *, marks: dict[str, bool] | None = None, **page: object) -> dict[str, Finding]:
    """The findings of one text by the code of their rule; `marks` say what kind of text it is."""
    copy = CheckedContent((Passage("body", "Body", text, **(marks or {})),), **page)
    return {finding.rule.code: finding for finding in check(copy, BOOK)}


def severities(text: str, **page: object) -> dict[str, str]:
    return {code: finding.severity for code, finding in found(text, **page).items()}


@pytest.mark.parametrize("code", [rule.code for rule in bundled_rules()])
def test_every_bundled_rule_has_words_for_the_editor(code):
    rule = BOOK.by_code[code]
    assert rule.severity in {"B", "H", "M", "L"}
    assert rule.why
    assert rule.safer


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Our oil cures everything", "C021"),
        ("For babies with eczema", "C001"),
        ("<p>ecz<b>ema</b> and ps&#111;riasis</p>", "C002"),
        ("FREE\u00a0shipping today", "C083"),
        ("AIDS", "C010"),
        ("boosts your milk supply", "C036"),
    ],
)
def test_claim_is_found_in_any_dress(text, code):
    assert code in found(text, marks={"is_html": text.startswith("<")})


def test_capitals_alone_mean_the_disease():
    assert "C010" not in found("Massage aids sleep")


@pytest.mark.parametrize(
    "text",
    [
        "It is not a medicine.",
        "This is not a treatment for eczema.",
        "Oil doesn't treat or prevent eczema.",
        "If your baby has eczema, ask your GP first.",
        "Don't massage if there is a fever.",
        "With mastitis, speak to your midwife or infant-feeding team the same day.",
        "Stop if your baby shows signs of pain.",
        "Not suitable for skin with eczema.",
        "Do not use our oil on eczema.",
        "With eczema, ask your GP before you use our oil.",
        "Massage is no cure for colic.",
        "We know oils, not medicine.",
        "Our oil is not a medicine and doesn't treat any illness.",
        "With a fever, postpone the massage until your baby is well.",
    ],
)
def test_caution_is_only_a_hint(text):
    assert set(severities(text).values()) <= {"L"}
    assert severities(text)


@pytest.mark.parametrize(
    "text",
    [
        "Our oil cures eczema, ask your GP!",
        "You won't see eczema again.",
        "It not only treats eczema.",
        "Not a treatment for eczema, but the rash was gone in a week.",
        "Isn't it a cure for eczema?",
        "No need for eczema creams any more.",
        "Ask your midwife why our oil helps with eczema.",
        "If your baby has eczema, ask your GP and try our oil.",
        "Parents ask their GP about eczema and our oil.",
        "Do not use steroid cream, use our oil for eczema.",
        "It doesn't cure eczema; it makes it disappear.",
        "This oil is not a medicine - it works better.",
        "Stop eczema at once when you use oil.",
        "Use it to avoid the nappy rash.",
        "Massage does not cure colic, it prevents it.",
        "Don't use medicine, use oil.",
        "You don't have to treat eczema with creams.",
        "Never let colic ruin a night: ask your midwife for our oil.",
        "Ditch the steroids: don't use steroid creams, instead of steroids use oil on eczema.",
    ],
)
def test_caution_is_no_cover_for_a_promise(text):
    assert "B" in severities(text).values()


def test_product_raises_what_needs_evidence():
    assert severities("It relieves aches")["C025"] == "H"
    raised = found("It relieves aches", sells=True)["C025"]
    assert raised.severity == "B"
    assert "until evidence" in raised.note


def test_calm_beside_a_disease_is_blocked():
    assert severities("A calm evening")["C028"] == "H"
    assert severities("Calms dermatitis")["C028"] == "B"


def test_signpost_to_help_stands_apart_from_products():
    text = "With mastitis, speak to your midwife the same day."
    assert severities(text, sells=True, selling_sections=frozenset({1}))["C013"] == "L"
    assert severities(text, sells=True, selling_sections=frozenset({0}))["C013"] == "B"


@pytest.mark.parametrize(
    ("text", "is_html"),
    [
        ("Studies show it (Field et al., 2010).", False),
        ("Studies show it [2].", False),
        ('<p><a href="https://doi.org/10.1000/1">Studies show</a> it.</p>', True),
    ],
)
def test_citation_settles_what_needs_one(text, is_html):
    assert found(text, marks={"is_html": is_html})["C063"].settled == "Cited."


def test_without_a_citation_it_stays_open():
    assert found("Studies show it.")["C063"].is_open
    assert not found("Studies show it.", marks={"is_cited": True})["C063"].is_open


def test_sources_of_the_block_keep_a_product_from_raising_it():
    assert found("It relieves aches", marks={"is_cited": True}, sells=True)["C025"].severity == "H"


def test_line_of_a_list_is_read_with_what_heads_it():
    assert severities("Fever or broken skin", marks={"head": "When not to"}) == {"C080": "L"}
    assert severities("Don't massage if your baby has:\n\na fever") == {"C080": "L"}
    assert severities("A fever")["C080"] == "M"


@pytest.mark.parametrize("head", ["", "When not to", "Stop if", "Ask a midwife or health visitor"])
@pytest.mark.parametrize("text", DANGEROUS)
def test_no_heading_makes_dangerous_advice_a_caution(text, head):
    found = check(CheckedContent((Passage("cautions", "Cautions", text, head=head),)), BOOK)
    assert BLOCK in {finding.severity for finding in found}


def test_address_is_read_for_what_is_never_allowed():
    found = severities("cures-eczema-calm-newborn", marks={"is_address": True})
    assert set(found) == {"C021", "C001", "C028"}


def test_citation_belongs_to_its_paragraph():
    text = "<p>Studies show it.</p><p>Another thing (Field, 2010).</p>"
    assert found(text, marks={"is_html": True})["C063"].is_open


def test_qualifier_settles_in_its_reach():
    assert found("Massage is bonding.")["C044"].is_open
    assert found("Many parents enjoy bonding in this way.")["C044"].settled == "Qualified in the text."


def test_shop_proves_what_its_data_say():
    assert found("Fragrance-free oil")["C051"].is_open
    assert not found("Fragrance-free oil", proofs=frozenset({"fragrance_free"}))["C051"].is_open


def test_allowed_phrase_is_no_finding():
    assert "C023" not in found("A beauty treatment")
    assert "C023" in found("A beauty treatment that treats spots")


def test_excerpt_shows_the_original_around_the_hit():
    finding = found("<p>One. Our <b>oil</b> cures &amp; soothes. Two.</p>", marks={"is_html": True})["C021"]
    assert (finding.before.strip(), finding.hit, finding.after) == ("Our oil", "cures", " & soothes.")


def test_fingerprint_lives_as_long_as_the_sentence():
    first = found("It relieves aches. More.")["C025"].fingerprint
    assert found("Less. It relieves aches. Other.")["C025"].fingerprint == first
    assert found("It relieves all aches.")["C025"].fingerprint != first


def test_rules_are_data():
    book = compile_rules([Rule("X1", "B", "mine", r"\bsnake oil\b", "why", "safer")], version=7)
    assert [f.rule.code for f in check(CheckedContent((Passage("t", "T", "Real snake oil"),)), book)] == [
        "X1"
    ]
