"""Searches a normalised text with the rules. Pure, and takes linear time: matches are limited."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property

from guides.claims.engine.normalise import Normal
from guides.claims.engine.passages import Passage
from guides.claims.engine.rules import CompiledRules, Rule
from guides.claims.engine.sense import Sense
from guides.claims.engine.sentences import Sentence, Sentences

Likely = list[tuple[Rule, re.Pattern[str]]]
Span = tuple[int, int]
MAX_MATCHES = 100  # of one rule in one text: more of the same add no information
NEAR = 90  # characters between a match and the word that the rule requires near it
ALLOWED_WITHIN = 80
NEXT_CLAUSE = re.compile(
    r";|, (?:and|or|but|so|which) (?:it|they|we|you|he|she|that|this|a|the)\b", re.IGNORECASE
)


@dataclass(frozen=True)
class RuleMatch:
    """A match of a rule, with its position."""

    rule: Rule
    start: int
    end: int


@dataclass
class PassageReading:
    """A normalised passage with its matches and the sense of its sentences."""

    passage: Passage
    normal: Normal
    matches: list[RuleMatch] = field(default_factory=list)
    senses: dict[int, Sense] = field(default_factory=dict)
    beside: dict[str, list[Span]] = field(default_factory=dict)

    @cached_property
    def sentences(self) -> Sentences:
        return Sentences(self.normal.text, self.passage.head)

    def sentence(self, position: int) -> Sentence:
        return self.sentences.all[self.sentences.index(position)]

    def sense(self, number: int) -> Sense:
        """The sense of a sentence, cached."""
        if number not in self.senses:
            self.senses[number] = Sense(self.sentences.all[number])
        return self.senses[number]

    def search(self, likely: Likely, rules: CompiledRules) -> None:
        """Store the matches of all rules, in the order of the text."""
        matches = (found for rule, pattern in likely for found in _matches(self, rule, pattern, rules))
        self.matches = sorted(matches, key=lambda one: (one.start, one.rule.code))


def _matches(
    read: PassageReading, rule: Rule, pattern: re.Pattern[str], rules: CompiledRules
) -> Iterator[RuleMatch]:
    end, count = 0, 0
    for match in pattern.finditer(read.normal.text):
        if match.end() == match.start() or match.end() <= end or _is_allowed(rule, match, rules):
            continue
        hit = _with_required_word(read, rule, match.span(), rules)
        if hit and hit.start >= end:  # extended matches may share a word: one is enough
            yield hit
            end, count = hit.end, count + 1
        if count == MAX_MATCHES:
            return


def _is_allowed(rule: Rule, match: re.Match[str], rules: CompiledRules) -> bool:
    """Whether the match is inside a phrase that is harmless for this rule."""
    allowed = rules.allowed.get(rule.code)
    if allowed is None:
        return False
    first, last = max(0, match.start() - ALLOWED_WITHIN), match.end() + ALLOWED_WITHIN
    around = allowed.finditer(match.string, first, last)
    return any(phrase.start() <= match.start() and match.end() <= phrase.end() for phrase in around)


def _with_required_word(
    read: PassageReading, rule: Rule, span: Span, rules: CompiledRules
) -> RuleMatch | None:
    """The match, extended to the word that the rule requires near it; None without that word."""
    if rule.instructed and not read.sense(read.sentences.index(span[0])).instructs:
        return None
    if not rule.beside:
        return RuleMatch(rule, *span)
    other = _nearest(read, _beside(read, rule, rules), span)
    return RuleMatch(rule, min(span[0], other[0]), max(span[1], other[1])) if other else None


def _beside(read: PassageReading, rule: Rule, rules: CompiledRules) -> list[Span]:
    if rule.beside not in read.beside:
        required = rules.beside[rule.beside]
        read.beside[rule.beside] = [match.span() for match in required.finditer(read.normal.text)]
    return read.beside[rule.beside]


def _nearest(read: PassageReading, spans: list[Span], span: Span) -> Span | None:
    """The nearest span in the same clause, before or after the match and not overlapping it."""
    at = bisect_left(spans, span)
    sentence = read.sentence(span[0])
    near = [
        other for other in spans[max(0, at - 2) : at + 3] if _fits(read.normal.text, other, span, sentence)
    ]
    return min(near, key=lambda other: _gap(other, span), default=None)


def _fits(text: str, other: Span, span: Span, sentence: Sentence) -> bool:
    if not (sentence.start <= other[0] and other[1] <= sentence.end):
        return False
    if other[0] < span[1] and span[0] < other[1]:
        return False
    between = text[min(other[1], span[1]) : max(other[0], span[0])]
    return len(between) <= NEAR and not NEXT_CLAUSE.search(between)


def _gap(one: Span, two: Span) -> int:
    return max(one[0], two[0]) - min(one[1], two[1])
