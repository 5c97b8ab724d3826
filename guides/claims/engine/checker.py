"""The claims check: finds wordings that advertising rules or cosmetics law don't allow, or restrict. Pure.

`check` takes the passages of a page (a title, a paragraph, an alternative text) and what else is on the page,
and returns findings in the order of the page. It matches words, and doesn't understand meaning.
"""

from guides.claims.engine.duplicates import without_duplicates
from guides.claims.engine.matches import PassageReading
from guides.claims.engine.normalise import Normal, normalise
from guides.claims.engine.passages import SOLD, CheckedContent, Finding, Passage
from guides.claims.engine.rules import BLOCK, CompiledRules
from guides.claims.engine.verdict import Judge

__all__ = ["SOLD", "CheckedContent", "Finding", "Passage", "check"]


def check(content: CheckedContent, rules: CompiledRules) -> list[Finding]:
    """All matches of all rules, each with its severity in this context."""
    read = [PassageReading(passage, _normal(passage)) for passage in content.passages if passage.text.strip()]
    whole = "\n".join(each.normal.text for each in read)
    likely = rules.likely(whole)
    on_page: dict[str, bool] = {}
    found: list[Finding] = []
    for each in read:
        each.search(likely, rules)
        judge = Judge(each, content, rules, whole, on_page)
        found += without_duplicates([(hit, judge.finding(hit)) for hit in each.matches])
    return [finding for finding in found if finding.severity == BLOCK or not finding.passage.is_address]


def _normal(passage: Passage) -> Normal:
    text = passage.text.replace("-", " ") if passage.is_address else passage.text
    return normalise(text, is_html=passage.is_html)
