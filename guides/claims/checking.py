"""The claims check: what a text says that may not be said, or not like that. Pure.

`check` takes a text as pieces (a title, a paragraph, an alternative text) and what else stands on the page,
and answers with findings in the order of the page.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import blake2b

from guides.claims.context import Sentence, is_caution, is_denied, sentence_at, sentences
from guides.claims.normalise import Normal, normalise, readable
from guides.claims.rules import (
    BLOCK,
    DISEASE,
    EVIDENCE,
    HINT,
    MEDICINE,
    NEAR_A_DISEASE,
    PAGE,
    PROMISE,
    PROOFS,
    QUALIFIER,
    SENTENCE,
    Rule,
    RuleBook,
)

Likely = list[tuple[Rule, re.Pattern[str]]]
AROUND = 60  # characters shown on either side of a hit
SOLD = "A product or sign-up stands on the page: blocked until evidence is attached."
CITATION = re.compile(
    r"\[\d{1,3}\]|\([A-Z][\w'-]+(?: (?:et al\.?|and|&)[^)]{0,40})?,? (?:19|20)\d\d\)"
    r"|\bdoi\b|\b10\.\d{4,9}/\S+",
    re.ASCII,
)
SOURCE_LINK = re.compile(
    r"<a\b[^>]*(?:doi\.org|pubmed|ncbi\.nlm|cochrane|nice\.org\.uk|\.ac\.uk|nhs\.uk)[^>]*>", re.IGNORECASE
)


@dataclass(frozen=True)
class Piece:
    """One text of a page: where it stands, and in which section (from one heading to the next)."""

    path: str
    label: str
    text: str
    is_html: bool = False
    section: int = 0
    is_cited: bool = False  # a source is named for this very block
    is_caution: bool = False  # its field is there for warnings
    is_address: bool = False  # part of a URL: only what is never allowed counts


@dataclass(frozen=True)
class Copy:
    """A page, a snippet or a product as the check sees it."""

    pieces: tuple[Piece, ...]
    sells: bool = False  # a product, a sign-up or a discount stands on it
    selling_sections: frozenset[int] = frozenset()
    proofs: frozenset[str] = frozenset()  # names from PROOFS that hold for it


@dataclass(frozen=True)
class Finding:
    """One hit, with what it means here and what would be safer."""

    rule: Rule
    severity: str  # here; the rule's own may differ
    piece: Piece
    before: str
    hit: str
    after: str
    sentence: str
    note: str = ""  # why the severity differs from the rule's
    settled: str = ""  # by what the text or the shop's data say themselves

    @property
    def is_open(self) -> bool:
        """Whether it keeps the text from going live unless a person decides."""
        return self.severity != HINT and not self.settled

    @property
    def is_forbidden(self) -> bool:
        """Whether no evidence can help: only an override, or other words."""
        raised_for_evidence = self.rule.severity == EVIDENCE and self.note == SOLD
        return self.severity == BLOCK and not raised_for_evidence

    @property
    def fingerprint(self) -> str:
        """The same for the same words in the same sentence, wherever it stands; new when it is reworded."""
        words = f"{self.rule.code}\n{self.hit.lower()}\n{self.sentence.lower()}"
        return blake2b(words.encode(), digest_size=16).hexdigest()


@dataclass(frozen=True)
class _Hit:
    rule: Rule
    start: int
    end: int


@dataclass(frozen=True)
class _Read:
    """A piece, normalised and searched."""

    piece: Piece
    normal: Normal
    hits: list[_Hit]
    sentences: list[Sentence] = field(default_factory=list)

    def sentence(self, hit: _Hit) -> Sentence:
        return sentence_at(self.sentences, hit.start, self.normal.text)

    def paragraph(self, hit: _Hit) -> tuple[int, int]:
        """From one line break to the next."""
        text = self.normal.text
        end = text.find("\n", hit.end)
        return text.rfind("\n", 0, hit.start) + 1, len(text) if end < 0 else end


def check(copy: Copy, book: RuleBook) -> list[Finding]:
    """Every hit of every rule, each with the severity it has here."""
    normal = [(piece, _normal(piece)) for piece in copy.pieces if piece.text.strip()]
    whole = "\n".join(text.text for _, text in normal)
    likely = book.likely(whole)
    read = [_read(piece, text, likely, book) for piece, text in normal]
    found = (_judge(hit, each, copy, book, whole) for each in read for hit in each.hits)
    return [finding for finding in found if finding.severity == BLOCK or not finding.piece.is_address]


def _normal(piece: Piece) -> Normal:
    text = piece.text.replace("-", " ") if piece.is_address else piece.text
    return normalise(text, is_html=piece.is_html)


def _read(piece: Piece, normal: Normal, likely: Likely, book: RuleBook) -> _Read:
    hits = sorted(_hits(normal.text, likely, book), key=lambda hit: (hit.start, hit.rule.code))
    return _Read(piece, normal, hits, sentences(normal.text) if hits else [])


def _hits(text: str, likely: Likely, book: RuleBook) -> Iterator[_Hit]:
    for rule, pattern in likely:
        for match in pattern.finditer(text):
            if match.end() > match.start() and not _is_allowed(rule, match, book):
                yield _Hit(rule, match.start(), match.end())


def _is_allowed(rule: Rule, match: re.Match[str], book: RuleBook) -> bool:
    """Whether the hit lies within a phrase that is harmless for this rule."""
    allowed = book.allowed.get(rule.code)
    if allowed is None:
        return False
    around = allowed.finditer(match.string, max(0, match.start() - 80), match.end() + 80)
    return any(phrase.start() <= match.start() and match.end() <= phrase.end() for phrase in around)


def _judge(hit: _Hit, read: _Read, copy: Copy, book: RuleBook, whole: str) -> Finding:
    sentence = read.sentence(hit)
    before, words, after = _around(hit, sentence, read)
    text = sentence.text.strip()
    finding = Finding(hit.rule, hit.rule.severity, read.piece, before, words, after, text)
    return _settle(_weigh(finding, hit, read, sentence, copy), hit, read, sentence, copy, book, whole)


def _around(hit: _Hit, sentence: Sentence, read: _Read) -> tuple[str, str, str]:
    """The hit in the words of the original, and what stands before and after it in the sentence."""
    normal, piece = read.normal, read.piece
    start, end = normal.original_span(hit.start, hit.end)
    first = normal.original_span(max(sentence.start, hit.start - AROUND), hit.end)[0]
    last = normal.original_span(hit.start, min(sentence.end, hit.end + AROUND))[1]
    parts = ((first, start), (start, end), (end, last))
    before, words, after = (readable(piece.text[a:b], is_html=piece.is_html) for a, b in parts)
    return before, words, after


def _weigh(finding: Finding, hit: _Hit, read: _Read, sentence: Sentence, copy: Copy) -> Finding:
    """Raise or soften the severity by what stands around the hit."""
    rule = hit.rule
    if rule.alone and read.piece.section in copy.selling_sections:
        return replace(finding, severity=BLOCK, note="A product or sign-up stands in the same section.")
    if not rule.hard and _is_harmless(hit, read, sentence):
        return replace(finding, severity=HINT, note="Reads as a caution: keep it one.")
    if rule.near_disease and _disease_near(hit, read.hits):
        return replace(finding, severity=BLOCK, note="Stands beside a named illness.")
    if rule.severity == EVIDENCE and copy.sells and not read.piece.is_cited:
        return replace(finding, severity=BLOCK, note=SOLD)
    return finding


def _is_harmless(hit: _Hit, read: _Read, sentence: Sentence) -> bool:
    """Whether the sentence denies the claim, or is a caution that promises nothing."""
    if is_denied(sentence, hit.start, named_illness=hit.rule.category == DISEASE):
        return True
    promises = (h.start for h in read.hits if h.rule.category == PROMISE and _within(h, sentence))
    return is_caution(
        sentence,
        promises,
        by_place=read.piece.is_caution,
        of_medicine=hit.rule.category == MEDICINE,
    )


def _within(hit: _Hit, sentence: Sentence) -> bool:
    return sentence.start <= hit.start < sentence.end


def _disease_near(hit: _Hit, hits: Iterable[_Hit]) -> bool:
    return any(
        other.rule.category == DISEASE
        and other.start - NEAR_A_DISEASE <= hit.end
        and hit.start <= other.end + NEAR_A_DISEASE
        for other in hits
    )


def _settle(
    finding: Finding, hit: _Hit, read: _Read, sentence: Sentence, copy: Copy, book: RuleBook, whole: str
) -> Finding:
    """Let a proof of the shop, a citation or a qualifier in the text answer for a finding."""
    rule = hit.rule
    if rule.proof in copy.proofs and rule.severity == finding.severity:
        return replace(finding, settled=f"Proven: {PROOFS[rule.proof]}.")
    if finding.severity != QUALIFIER:
        return finding
    if read.piece.is_cited or _is_cited(read, hit):
        return replace(finding, settled="Cited.")
    qualifier = book.qualifiers.get(rule.code)
    if qualifier and qualifier.search(_reach(rule, read, hit, sentence, whole)):
        return replace(finding, settled="Qualified in the text.")
    return finding


def _reach(rule: Rule, read: _Read, hit: _Hit, sentence: Sentence, whole: str) -> str:
    if rule.reach == PAGE:
        return whole
    if rule.reach == SENTENCE:
        return sentence.text
    start, end = read.paragraph(hit)
    return read.normal.text[start:end]


def _is_cited(read: _Read, hit: _Hit) -> bool:
    """Whether the paragraph carries a reference mark, a DOI, or a link to a study or an official page."""
    start, end = read.paragraph(hit)
    if CITATION.search(read.normal.text, start, end):
        return True
    first, last = read.normal.original_span(start, end)
    before = read.normal.ends[start - 1] if start else 0  # the tag that opens the paragraph's first link
    return read.piece.is_html and bool(SOURCE_LINK.search(read.piece.text, min(before, first), last))
