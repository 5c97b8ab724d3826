"""The claims check: what a text says that may not be said, or not like that. Pure.

`check` takes a text as pieces (a title, a paragraph, an alternative text) and what else stands on the page,
and answers with findings in the order of the page. It knows words, not meaning.
"""

from guides.claims.engine.duplicates import without_echoes
from guides.claims.engine.matches import PassageReading
from guides.claims.engine.normalise import Normal, normalise
from guides.claims.engine.passages import SOLD, CheckedContent, Finding, Passage
from guides.claims.engine.rules import BLOCK, CompiledRules
from guides.claims.engine.verdict import Judge

__all__ = ["SOLD", "CheckedContent", "Finding", "Passage", "check"]


def check(copy: CheckedContent, book: CompiledRules) -> list[Finding]:
    """Every hit of every rule, each with the severity it has here."""
    read = [PassageReading(piece, _normal(piece)) for piece in copy.pieces if piece.text.strip()]
    whole = "\n".join(each.normal.text for each in read)
    likely = book.likely(whole)
    on_page: dict[str, bool] = {}
    found: list[Finding] = []
    for each in read:
        each.search(likely, book)
        judge = Judge(each, copy, book, whole, on_page)
        found += without_echoes([(hit, judge.finding(hit)) for hit in each.hits])
    return [finding for finding in found if finding.severity == BLOCK or not finding.piece.is_address]


def _normal(piece: Passage) -> Normal:
    text = piece.text.replace("-", " ") if piece.is_address else piece.text
    return normalise(text, is_html=piece.is_html)
