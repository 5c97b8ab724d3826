"""What real pages say: promises in many words are found, advice and cautions in many words pass."""

from pathlib import Path

import pytest

from guides.claims.engine.checker import CheckedContent, Finding, Passage, check
from guides.claims.engine.rules import HINT, bundled_rules, compile_rules

BOOK = compile_rules(bundled_rules(), version=1)
WORDINGS = Path(__file__).parent / "wordings"


def lines(name: str) -> list[str]:
    return (WORDINGS / f"{name}.txt").read_text(encoding="utf-8").splitlines()


def asked(text: str, *, sells: bool = False) -> list[Finding]:
    """What keeps the text from going live, hints aside."""
    found = check(CheckedContent((Passage("body", "Body", text),), sells=sells), BOOK)
    return [finding for finding in found if finding.severity != HINT]


@pytest.mark.parametrize("text", lines("claims"))
def test_promise_is_found(text):
    assert asked(text)


@pytest.mark.parametrize("text", lines("harmless"))
def test_harmless_sentence_passes_even_beside_a_product(text):
    assert [
        f"{finding.rule.code} {finding.hit}" for finding in asked(text, sells=True) if finding.is_open
    ] == []


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("Our oil is a natural painkiller.", "B"),
        ("It kills germs.", "B"),
        ("It treats dry patches of eczema.", "B"),
        ("Clinically proven.", "H"),
        ("Doctor recommended.", "H"),
        ("It soothes colic.", "B"),
        ("Less crying in the evening.", "H"),
        ("Backed by science.", "M"),
        ("Alleviate any blockages.", "B"),
        ("Clear any potential blockages in the lymphatic system.", "B"),
        ("Twisting each breast in a wringing motion.", "B"),
        ("Important for their long term emotional health.", "H"),
        ("Babies sleep for longer periods.", "H"),
        ("Especially suitable for newborns.", "H"),
        ("Stimulates sensory development.", "H"),
        ("It creates great benefits for both of you.", "M"),
    ],
)
def test_promise_is_as_grave_as_it_sounds(text, severity):
    assert severity in {finding.severity for finding in asked(text)}
