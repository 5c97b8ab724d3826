"""The claims check of texts that aren't watched content, such as reviews and terms of sale."""

from collections.abc import Sequence

from django.dispatch import receiver

from guides.claims.content.substantiation import BESIDE_PRODUCTS, proofs_of
from guides.claims.engine.checker import CheckedContent, Finding, Passage, check
from guides.claims.engine.grouping import by_rule
from guides.claims.engine.rules import SEVERITIES
from guides.claims.review.rule_sets import current_rule_set
from shop.public_text import Remark, public_texts
from shop.signals import review_wording


def findings_in(words: str, *, is_html: bool = False, sells: bool = True) -> list[Finding]:
    """All findings in a text; `sells` means that it will be shown beside products on sale."""
    return _findings_in_each([words], is_html=is_html, sells=sells)[0]


def _findings_in_each(texts: Sequence[str], *, is_html: bool, sells: bool) -> list[list[Finding]]:
    sections = frozenset({0}) if sells else frozenset()
    proofs = proofs_of(None) | BESIDE_PRODUCTS
    contents = (
        CheckedContent(
            (Passage("text", "Text", words, is_html),), sells=sells, selling_sections=sections, proofs=proofs
        )
        for words in texts
    )
    rules = current_rule_set()
    return [check(content, rules) for content in contents]


def open_in_public_texts() -> list[tuple[str, Finding]]:
    """Open findings in public texts of settings and of tables other than pages, with the text's name."""
    return [
        (text.name, finding)
        for text in public_texts()
        for finding in findings_in(text.words, is_html=text.is_html)
        if finding.is_open
    ]


@receiver(review_wording, dispatch_uid="claims.words")
def remarks(texts: Sequence[str], is_html: bool = False, **_: object) -> list[list[Remark]]:
    """For each text a remark for each rule with its sentences, the most severe first."""
    return [_remarks(found) for found in _findings_in_each(texts, is_html=is_html, sells=True)]


def _remarks(found: list[Finding]) -> list[Remark]:
    return [_remark(group) for group in by_rule([finding for finding in found if finding.is_open])]


def _remark(group: list[Finding]) -> Remark:
    first = group[0]
    return Remark(
        severity=first.severity,
        label=SEVERITIES[first.severity],
        words=tuple(dict.fromkeys(finding.hit for finding in group)),
        sentences=tuple(dict.fromkeys(finding.sentence for finding in group)),
        why=f"{first.rule.why}.",
        safer=first.safer,
    )
