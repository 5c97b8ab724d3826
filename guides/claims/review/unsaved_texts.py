"""The claims check of texts that aren't watched content, such as reviews and terms of sale."""

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
    passage = Passage("text", "Text", words, is_html)
    sections = frozenset({0}) if sells else frozenset()
    proofs = proofs_of(None) | BESIDE_PRODUCTS
    return check(
        CheckedContent((passage,), sells=sells, selling_sections=sections, proofs=proofs), current_rule_set()
    )


def open_in_public_texts() -> list[tuple[str, Finding]]:
    """Open findings in public texts of settings and of tables other than pages, with the text's name."""
    return [
        (text.name, finding)
        for text in public_texts()
        for finding in findings_in(text.words, is_html=text.is_html)
        if finding.is_open
    ]


@receiver(review_wording, dispatch_uid="claims.words")
def remarks(words: str, is_html: bool = False, **_: object) -> list[Remark]:
    """A remark for each rule with its sentences, the most severe first."""
    found = [finding for finding in findings_in(words, is_html=is_html) if finding.is_open]
    return [_remark(group) for group in by_rule(found)]


def _remark(group: list[Finding]) -> Remark:
    first = group[0]
    return Remark(
        severity=first.severity,
        label=SEVERITIES[first.severity],
        words=tuple(dict.fromkeys(finding.hit for finding in group)),
        sentences=tuple(dict.fromkeys(finding.sentence for finding in group)),
        why=f"{first.rule.why}.",
        safer=first.rule.safer,
    )
