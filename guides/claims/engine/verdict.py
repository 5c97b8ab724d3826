"""The severity of a match in its context: raised, softened, or settled by the text itself. Pure.

A match is judged by the sense of its sentence, never by the name of its field.
"""

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import cached_property

from guides.claims.engine.citations import MARK, links_to_source
from guides.claims.engine.cited_titles import CitedTitles
from guides.claims.engine.matches import PassageReading, RuleMatch, Span
from guides.claims.engine.normalise import readable
from guides.claims.engine.passages import SOLD, CheckedContent, Finding
from guides.claims.engine.rules import (
    BLOCK,
    DISEASE,
    EVIDENCE,
    HINT,
    MECHANISMS,
    MEDICINE,
    NAMED,
    NEAR_A_DISEASE,
    PAGE,
    PROMISE,
    PROOFS,
    QUALIFIER,
    SENTENCE,
    CompiledRules,
)
from guides.claims.engine.sense import Sense

AROUND = 60  # characters shown on either side of a hit
TITLE = "Part of the title of a cited work, which stays as it is: does it read as a claim of ours here?"
RECORDED = "Part of the title of a cited work."


@dataclass
class Judge:
    """Judges the matches of a passage; results that several matches need are cached."""

    read: PassageReading
    content: CheckedContent
    rules: CompiledRules
    whole: str  # all texts of the page
    on_page: dict[str, bool]  # qualifiers looked for in `whole`; shared by the page's texts
    _cited: dict[Span, bool] = field(default_factory=dict)
    _cautions: dict[tuple[int, bool], bool] = field(default_factory=dict)

    def finding(self, hit: RuleMatch) -> Finding:
        """The finding of a match."""
        sentence = self.read.sentence(hit.start)
        before, words, after = self._around(hit)
        finding = Finding(
            hit.rule,
            hit.rule.severity,
            self.read.passage,
            before,
            words,
            after,
            sentence.text.strip(),
            is_title=self.content.cites and self._titles.hold(hit.start, hit.end),
        )
        return self._settle(self._weigh(finding, hit), hit)

    def _around(self, hit: RuleMatch) -> tuple[str, str, str]:
        """The original words of the match, and those before and after it in the sentence."""
        normal, passage, sentence = self.read.normal, self.read.passage, self.read.sentence(hit.start)
        start, end = normal.original_span(hit.start, hit.end)
        first = normal.original_span(max(sentence.start, hit.start - AROUND), hit.end)[0]
        last = normal.original_span(hit.start, max(hit.end, min(sentence.end, hit.end + AROUND)))[1]
        parts = ((first, start), (start, end), (end, last))
        before, words, after = (readable(passage.text[a:b], is_html=passage.is_html) for a, b in parts)
        return before, words, after

    # --- raise or soften ----------------------------------------------------------

    def _weigh(self, finding: Finding, hit: RuleMatch) -> Finding:
        rule = hit.rule
        if rule.alone and self.read.passage.section in self.content.selling_sections:
            return replace(finding, severity=BLOCK, note="A product or sign-up stands in the same section.")
        if not rule.hard and self._is_harmless(hit):
            return replace(finding, severity=HINT, note="Looks like a caution. Keep it as a warning.")
        if finding.is_title and rule.severity in {BLOCK, EVIDENCE}:
            return self._as_title(finding, hit)
        if rule.near_disease and self._disease_near(hit):
            return replace(finding, severity=BLOCK, note="Stands beside a named illness.")
        if rule.severity == EVIDENCE and self.content.sells and not self.read.passage.is_cited:
            return replace(finding, severity=BLOCK, note=SOLD)
        return finding

    @cached_property
    def _titles(self) -> CitedTitles:
        return CitedTitles(self.read, self.content.titles)

    def _as_title(self, finding: Finding, hit: RuleMatch) -> Finding:
        """A person decides, unless nothing is sold beside the title of one of our sources."""
        if not self.content.sells and self._titles.on_record(hit.start, hit.end):
            return replace(finding, severity=HINT, note=RECORDED)
        return replace(finding, severity=QUALIFIER, note=TITLE)

    def _is_harmless(self, hit: RuleMatch) -> bool:
        """Whether the sentence denies the claim, or is a caution that promises nothing."""
        number = self.read.sentences.index(hit.start)
        sense, start = self.read.sense(number), self.read.sentences.all[number].start
        category = hit.rule.category
        named, mechanism = category == DISEASE, category in MECHANISMS
        if sense.is_denied(hit.start - start, hit.end - start, named=named, mechanism=mechanism):
            return True
        if self._is_caution(number, of_medicine=category == MEDICINE):
            return True
        return category in NAMED and self._is_named_with_referral(number)

    def _is_caution(self, number: int, *, of_medicine: bool) -> bool:
        key = (number, of_medicine)
        if key not in self._cautions:
            promises = self._promises.get(number, [])
            self._cautions[key] = self.read.sense(number).is_caution(promises, of_medicine=of_medicine)
        return self._cautions[key]

    @cached_property
    def _promises(self) -> dict[int, list[Span]]:
        """Words such as “cures”, by the number of their sentence."""
        found: dict[int, list[Span]] = {}
        for hit in self.read.matches:
            if hit.rule.category == PROMISE:
                number = self.read.sentences.index(hit.start)
                start = self.read.sentences.all[number].start
                found.setdefault(number, []).append((hit.start - start, hit.end - start))
        return found

    def _is_named_with_referral(self, number: int) -> bool:
        """“Postnatal depression is common. If you feel low, talk to your GP.”"""
        sense = self.read.sense(number)
        if number in self._promises or not sense.only_names():
            return False
        beside = (other for other in (number - 1, number + 1) if self._is_same_paragraph(number, other))
        return any(_is_referral(self.read.sense(other)) for other in beside)

    def _is_same_paragraph(self, one: int, two: int) -> bool:
        every = self.read.sentences.all
        if not 0 <= two < len(every):
            return False
        first, last = every[min(one, two)], every[max(one, two)]
        return "\n" not in self.read.normal.text[first.end : last.start + 1]

    def _disease_near(self, hit: RuleMatch) -> bool:
        """Whether a named illness is within a few words."""
        starts, ends = self._diseases
        index = bisect_left(ends, hit.start - NEAR_A_DISEASE)
        return index < len(starts) and starts[index] <= hit.end + NEAR_A_DISEASE

    @cached_property
    def _diseases(self) -> tuple[list[int], list[int]]:
        spans = sorted((h.end, h.start) for h in self.read.matches if h.rule.category == DISEASE)
        return [start for _, start in spans], [end for end, _ in spans]

    # --- settle -------------------------------------------------------------------

    def _settle(self, finding: Finding, hit: RuleMatch) -> Finding:
        """Settle a finding by the shop's data, a citation, or a qualifier in the text."""
        rule = hit.rule
        if rule.proof and rule.severity == finding.severity and rule.proof in self.content.proofs:
            return replace(finding, settled=f"Proven: {PROOFS[rule.proof]}.")
        if finding.severity != QUALIFIER or finding.note == TITLE:
            return finding
        if finding.is_title or self.read.passage.is_cited or self._is_cited(hit):
            return replace(finding, settled="Cited.")
        if self._is_qualified(hit):
            return replace(finding, settled="Qualified in the text.")
        return finding

    def _is_qualified(self, hit: RuleMatch) -> bool:
        code, reach = hit.rule.code, hit.rule.reach
        qualifier = self.rules.qualifiers.get(code)
        if qualifier is None:
            return False
        if reach == PAGE:
            if code not in self.on_page:
                self.on_page[code] = bool(qualifier.search(self.whole))
            return self.on_page[code]
        start, end = self._sentence_span(hit) if reach == SENTENCE else self._paragraph(hit)
        return bool(qualifier.search(self.read.normal.text[start:end]))

    def _sentence_span(self, hit: RuleMatch) -> Span:
        sentence = self.read.sentence(hit.start)
        return sentence.start, sentence.end

    def _paragraph(self, hit: RuleMatch) -> Span:
        """The span between two line breaks."""
        text = self.read.normal.text
        end = text.find("\n", hit.end)
        return text.rfind("\n", 0, hit.start) + 1, len(text) if end < 0 else end

    def _is_cited(self, hit: RuleMatch) -> bool:
        """Whether the paragraph has a reference mark, a DOI, or a link to a study or an official page."""
        span = self._paragraph(hit)
        if span not in self._cited:
            self._cited[span] = self._has_citation(*span)
        return self._cited[span]

    def _has_citation(self, start: int, end: int) -> bool:
        normal, passage = self.read.normal, self.read.passage
        if MARK.search(normal.text, start, end):
            return True
        first, last = normal.original_span(start, end)
        before = normal.ends[start - 1] if start else 0  # the opening tag of the paragraph's first link
        return passage.is_html and links_to_source(passage.text[min(before, first) : last])


def _is_referral(sense: Sense) -> bool:
    return sense.refers and sense.offers_nothing
