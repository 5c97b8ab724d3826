"""One press puts in words that fit: the verb’s form, the number, the article and the capitals are kept."""

import re

import pytest

from guides.claims.engine.checker import CheckedContent, Finding, Passage, check
from guides.claims.engine.rules import HINT, bundled_rules
from guides.claims.engine.suggestions import VOWELS, Replacement, replacements, suggestions
from guides.claims.review.rule_sets import bundled_rule_set

# A sentence, and what it becomes with each wording that is offered for it.
FITS = {
    "An oil for eczema.": ["An oil for dry-feeling skin."],
    "Babies with atopic skin and their parents.": ["Babies with dry-feeling skin and their parents."],
    "A balm for dermatitis, in tins.": ["A balm for dry-feeling skin, in tins."],
    "A massage for colic.": ["A massage for quiet time together."],
    "An oil for stretch marks.": ["An oil for skin that feels supple."],
    "It heals your skin.": ["It cares for your skin."],
    "Oils heal dry skin.": ["Oils care for dry skin."],
    "It healed my hands.": ["It cared for my hands."],
    "By healing your hands.": ["By caring for your hands."],
    "HEALS YOUR SKIN.": ["CARES FOR YOUR SKIN."],
    "Heals your skin.": ["Cares for your skin."],
    "A remedy from Devon.": ["A ritual from Devon.", "A routine from Devon."],
    "Our natural remedies.": ["Our natural rituals.", "Our natural routines."],
    "Remedies from Devon.": ["Rituals from Devon.", "Routines from Devon."],
    "A gentle massage therapy.": ["A gentle massage routine.", "A gentle massage ritual."],
    "Two therapies from Devon.": ["Two routines from Devon.", "Two rituals from Devon."],
    "It relieves dry skin.": ["It comforts dry skin."],
    "It relieves your heels.": ["It comforts your heels.", "It softens your heels."],
    "It can relieve dry skin.": ["It can comfort dry skin."],
    "It can relieve your heels.": ["It can comfort your heels.", "It can soften your heels."],
    "It relieved dry skin.": ["It comforted dry skin."],
    "It relieved your heels.": ["It comforted your heels.", "It softened your heels."],
    "By relieving dry skin.": ["By comforting dry skin."],
    "By relieving your heels.": ["By comforting your heels.", "By softening your heels."],
    "It alleviates dry skin.": ["It comforts dry skin."],
    "It alleviates your heels.": ["It comforts your heels.", "It softens your heels."],
    "It repairs the skin.": ["It cares for the skin."],
    "It helps repair the skin.": ["It helps care for the skin."],
    "It repaired the skin.": ["It cared for the skin."],
    "By repairing the skin.": ["By caring for the skin."],
    "A soothing oil.": ["A gentle oil."],
    "Our calming massage.": ["Our gentle massage."],
    "It absorbs deeply.": ["It absorbs easily."],
    "Oils absorb deeply.": ["Oils absorb easily."],
    "The deeply absorbing oil.": ["The easily absorbing oil."],
    "You should massage your baby.": ["You may like to massage your baby."],
    "Warm it, and you need to massage your baby.": ["Warm it, and you may like to massage your baby."],
    "Change the diaper.": ["Change the nappy."],
    "A pediatric nurse.": ["A paediatric nurse."],
    "It brings less crying.": ["It brings a quiet end to the day."],
    "An oil for scarring.": ["An oil for skin that feels supple."],
    "It cures dry skin.": ["It cares for dry skin."],
    "It can cure dry skin.": ["It can care for dry skin."],
    "By curing dry skin.": ["By caring for dry skin."],
    "It treats dry skin.": ["It cares for dry skin."],
    "It can treat dry skin.": ["It can care for dry skin."],
    "It treated dry skin.": ["It cared for dry skin."],
    "By treating dry skin.": ["By caring for dry skin."],
    "A therapeutic massage.": ["A gentle massage."],
    "It prevents dry skin.": ["It cares for dry skin."],
    "It will prevent chapped hands.": ["It will care for chapped hands."],
    "By preventing rough heels.": ["By caring for rough heels."],
    "It soothes your skin.": ["It cares for your skin."],
    "Oils calm dry skin.": ["Oils care for dry skin."],
    "It soothed my hands.": ["It cared for my hands."],
    "By calming your skin.": ["By caring for your skin."],
    "It reduces redness.": ["It feels comfortable on the skin."],
    "Oils reduce itching.": ["Oils feel comfortable on the skin."],
    "A detox massage.": ["A gentle massage."],
    "Massage improves circulation.": ["Massage feels warm and pleasant."],
    "Massage increases your milk.": ["Massage can be comfortable before a feed."],
    "A massage for better sleep.": ["A massage for a quiet end to the day."] * 2,  # of two rules
    "A massage for stress.": ["A massage for a moment to unwind."],
    "Our oil is completely safe.": ["Our oil is safety-assessed."],
    "Our oils are perfectly safe.": ["Our oils are safety-assessed."],
    "A hypoallergenic oil.": ["A gentle oil."],
    "Our oil is nut-free.": ["Our oil is made without nut oils."],
    "The best baby oil.": ["A lovely baby oil."],
    "A firming oil.": ["A rich oil."],
    "A miracle balm.": ["A lovely balm."],
    "An anti-ageing oil.": ["An everyday oil."],
    "Our anti-wrinkle oil.": ["Our rich oil.", "Our everyday oil."],
    "An oil for skin conditions.": ["An oil for dry-feeling skin."],
    "Massage supports your baby’s development.": ["Massage is a lovely way to interact."],
    "A massage for fewer night wakings.": ["A massage for a quiet end to the day."],
    "It brings restful nights.": ["It brings a quiet end to the day."],
    "The benefits of massage.": ["The pleasures of massage."],
    "A massage for a good night’s sleep.": ["A massage for a quiet end to the day."],
    "It improves your skin.": ["It cares for your skin."],
    "It can improve dry skin.": ["It can care for dry skin."],
    "Massage helps your baby sleep.": ["Massage is a quiet moment with your baby."] * 2,  # of two rules
}
# Where the wording of the list would break the sentence, turn a caution around or change a title.
NOTHING = [
    "It cures eczema.",
    "Eczema-prone skin.",
    "For eczema-prone skin.",
    "Never use it on eczema: ask your GP.",
    "It relieves colic.",
    "It alleviates itching.",
    "The skin heals quickly.",
    "A healing oil.",
    "The healing your skin needs.",
    "It was healed.",
    "It heals.",
    "It will remedy dry skin.",
    "It remedies dry skin.",
    "An ancient remedy.",
    "An old remedy is an only remedy?",
    "Massage therapy helps.",
    "The baby needs therapy.",
    "Massage is therapeutic.",
    "For the relief of it.",
    "An alleviating oil.",
    "He was relieved of it.",
    "Skin repair every night.",
    "It soothes.",
    "The oil is soothing.",
    "A calming and slow one.",
    "A deeply absorbing oil.",
    "Do you need to massage your baby?",
    "If parents should massage your baby, warm it.",
    "All babies should be massaged.",
    "Is less crying likely?",
    "Less crying means sleep.",
    "Treat the skin.",
    "Always ask your GP.",
    "For bonding.",
    "For sensitive skin.",
    "It treats eczema.",
    "It prevents infections.",
    "Our oil helps your baby sleep.",
    "A safe place: is it completely safe?",
    "The best time is after a bath.",
    "It reduces redness overnight.",
    "Oil improves circulation.",
]


def findings(sentence: str) -> list[Finding]:
    content = CheckedContent((Passage("intro", "Introduction", sentence),), cites=True)
    return check(content, bundled_rule_set())


def replaced(sentence: str) -> list[str]:
    """The sentence with each wording that is offered for any of its words."""
    return [one.before + words + one.after for one in findings(sentence) for words in suggestions(one)]


def used_by(each: Replacement) -> bool:
    """Whether a sample shows the replacement."""
    offered = (one for sentence in FITS for one in findings(sentence) if one.rule.code == each.code)
    return any(each.words_for(one) for one in offered)


@pytest.mark.parametrize("sentence", FITS)
def test_the_sentence_reads_as_before(sentence: str) -> None:
    assert replaced(sentence) == FITS[sentence]


@pytest.mark.parametrize("sentence", NOTHING)
def test_nothing_is_offered_where_it_would_not_fit(sentence: str) -> None:
    assert replaced(sentence) == []


@pytest.mark.parametrize("each", replacements(), ids=lambda each: f"{each.code}-{each.instead}")
def test_each_form_of_the_list_has_a_sample(each: Replacement) -> None:
    assert used_by(each)


@pytest.mark.parametrize("each", replacements(), ids=lambda each: f"{each.code}-{each.instead}")
def test_each_form_belongs_to_a_rule_and_begins_as_it_is_spoken(each: Replacement) -> None:
    assert each.code in {rule.code for rule in bundled_rules()}
    first = each.instead.split()[0].lower()
    assert not re.match(r"h(?:our|onest|eir)|u[nst]|eu|one", first)
    assert first[0] in VOWELS + "bcdfghjklmnpqrstvwxyz"


@pytest.mark.parametrize("sentence", FITS)
def test_what_is_offered_is_safer(sentence: str) -> None:
    """The words that were found are gone, and no finding is weightier than before."""
    for one in findings(sentence):
        for words in suggestions(one):
            left = findings(one.before + words + one.after)
            assert one.rule.code not in {other.rule.code for other in left if other.severity != HINT}
            before = {other.severity for other in findings(sentence)}
            assert {other.severity for other in left} <= before | {HINT}


@pytest.mark.parametrize("sentence", FITS)
def test_what_is_offered_passes_the_check_itself(sentence: str) -> None:
    """Beside a product, too: no rule has more than a hint to say about any word that one press puts in."""
    for one in findings(sentence):
        for words in suggestions(one):
            text = one.before + words + one.after
            begin, end = len(one.before), len(one.before) + len(words)
            content = CheckedContent((Passage("intro", "Introduction", text),), sells=True)
            left = [other for other in check(content, bundled_rule_set()) if other.severity != HINT]
            assert [other.hit for other in left if begin < _end(other) and len(other.before) < end] == []


def _end(finding: Finding) -> int:
    return len(finding.before) + len(finding.hit)


@pytest.mark.parametrize("sentence", FITS)
def test_capitals_are_kept_in_front_and_throughout(sentence: str) -> None:
    loud = [text.upper() for text in FITS[sentence]]
    assert [text for text in replaced(sentence.upper()) if text not in loud] == []


@pytest.mark.parametrize("sentence", FITS)
@pytest.mark.parametrize("article", ["a", "an"])
def test_an_article_keeps_its_sound(sentence: str, article: str) -> None:
    for one in findings(sentence):
        changed = findings(f"{article} {one.hit}{one.after}")
        for found in (other for other in changed if other.rule == one.rule):
            offered = suggestions(found)
            assert all((words[0].lower() in VOWELS) == (article == "an") for words in offered)
