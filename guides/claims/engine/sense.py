"""The sense of a sentence: whether it denies, warns, refers to a professional, promises or instructs. Pure.

“It is not a medicine”, “If there is a fever, ask your GP”: such sentences protect readers, so writing them
must be easy. But a promise isn't harmless beside a referral (“cures eczema, ask your GP”) or after a denial
that is taken back (“no treatment, but the rash is gone in a week”), and no field makes a sentence harmless.
Each phrase is searched once per sentence, for any number of matches.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property

from guides.claims.engine import phrases as say
from guides.claims.engine.sentences import Sentence

Span = tuple[int, int]
AFTER = 60  # characters in which a denial may follow the denied words


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [match.span() for match in pattern.finditer(text)]


def _last_end(ends: list[int], position: int) -> int:
    """The last end at or before a position; 0 if there is none."""
    index = bisect_right(ends, position)
    return ends[index - 1] if index else 0


class Sense:
    """The sense of one sentence; positions are relative to its start."""

    def __init__(self, sentence: Sentence) -> None:
        self.text = sentence.text
        self.head = sentence.head

    # --- phrases in it --------------------------------------------------------

    @cached_property
    def _clauses(self) -> list[int]:
        return [end for _, end in _spans(say.CLAUSE, self.text)]

    @cached_property
    def _denials(self) -> list[Span]:
        return _spans(say.DENIAL, self.text)

    @cached_property
    def _imperatives(self) -> list[int]:
        return [start for start, _ in _spans(say.IMPERATIVE, self.text)]

    @cached_property
    def _treatings(self) -> list[int]:
        return [end for _, end in _spans(say.TREATING, self.text)]

    @cached_property
    def _negations(self) -> list[int]:
        return [end for _, end in _spans(say.NEGATION, self.text)]

    @cached_property
    def _benefits(self) -> list[int]:
        """Positions of stated benefits, except those of a professional's help."""
        acts = _spans(say.HELPER_ACTS, self.text)
        found = [start for start, _ in _spans(say.BENEFIT, self.text)]
        stated = [start for start, _ in _spans(say.STATE, self.text) if not self._is_awaited(start)]
        return sorted(at for at in found + stated if not any(start <= at < end for start, end in acts))

    def _is_awaited(self, position: int) -> bool:
        """Whether a state is a condition: “until the rash has gone”."""
        comma = max(self.text.rfind(sign, 0, position) for sign in ",;:")
        return say.AWAITED.search(self.text, max(0, comma, position - 60), position) is not None

    @cached_property
    def _takes_back(self) -> bool:
        """Whether its denials don't count: it is a question, or has emphasis, contrast or urging."""
        text = self.text
        turns = (say.EMPHASIS, say.CONTRAST, say.URGING)
        return "?" in text or any(turn.search(text) for turn in turns)

    # --- denial -------------------------------------------------------------------

    def is_denied(self, position: int, end: int, *, named: bool = False, mechanism: bool = False) -> bool:
        """Whether the words at a position are denied, and the denial isn't taken back.

        A named illness counts as denied only with its treatment between (“not a treatment for eczema”): “you
        won't see eczema again” is a promise. A mechanism may be denied after it is named.
        """
        if mechanism and self._is_unmoved(end):
            return True
        if self._takes_back:
            return False
        benefits = self._benefits
        if any(not self._is_negated(at) for at in benefits[bisect_right(benefits, position) :]):
            return False
        if not named and say.DIRECTLY.search(self.text, max(0, position - 20), position):
            return True
        if self._is_denied_before(position, named=named):
            return True
        return say.DENIED_AFTER.search(self.text, end, end + AFTER) is not None

    def _is_denied_before(self, position: int, *, named: bool) -> bool:
        begin = _last_end(self._clauses, position)
        denial = self._first_within(self._denials, begin, position)
        if denial is None or self._has_within(self._imperatives, begin, position):
            return False
        # “Do not wash the rash; put oil on it” forbids one thing and tells the reader to do another.
        if self.instructs and say.FORBIDDING.match(self.text, denial):
            return False
        return not named or _last_end(self._treatings, position) > denial

    def _is_unmoved(self, end: int) -> bool:
        """“This hormone cannot affect the amount of milk”; “oxytocin only helps to release it”."""
        if "?" in self.text or say.REMEDY.search(self.text):
            return False
        return say.UNMOVED_AFTER.search(self.text, end, end + AFTER) is not None

    @staticmethod
    def _first_within(spans: list[Span], begin: int, end: int) -> int | None:
        index = bisect_left(spans, (begin, 0))
        return spans[index][0] if index < len(spans) and spans[index][1] <= end + 1 else None

    @staticmethod
    def _has_within(starts: list[int], begin: int, end: int) -> bool:
        index = bisect_left(starts, begin)
        return index < len(starts) and starts[index] < end

    def _is_negated(self, position: int) -> bool:
        """Whether a negation precedes it in its clause."""
        begin = _last_end(self._clauses, position)
        index = bisect_right(self._negations, position)
        return index > 0 and self._negations[index - 1] > begin

    # --- caution ------------------------------------------------------------------

    @cached_property
    def refers(self) -> bool:
        """Whether it refers to a professional."""
        if say.SIGNPOST.search(self.text):
            return True
        helpers = [start for start, _ in _spans(say.HELPER, self.text)]
        ways = [end for _, end in _spans(say.REFERRING, self.text)]
        return any(self._is_near(helpers, way) for way in ways)

    @staticmethod
    def _is_near(helpers: list[int], way: int) -> bool:
        index = bisect_left(helpers, way)
        return index < len(helpers) and helpers[index] - way <= say.FAR

    @cached_property
    def warns(self) -> bool:
        """Whether it, or the heading of its list, has words of caution."""
        return bool(say.CAUTION.search(self.text)) or bool(self.head and say.LIST_HEAD.search(self.head))

    @cached_property
    def instructs(self) -> bool:
        """Whether it tells the reader to do something, to continue, or not to ask anyone."""
        if say.URGING.search(self.text):
            return True
        if any(self._is_instruction(found) for found in say.INSTRUCTION.finditer(self.text)):
            return True
        dosed = say.DOSE.search(self.text) and say.REMEDY.search(self.text)
        return bool(dosed) and not self.refers and not self._negations

    def _is_instruction(self, found: re.Match[str]) -> bool:
        start, end = found.start("verb"), found.end()
        if say.SPARING.search(self.text, end, end + 40):
            return False
        if say.SUBORDINATE.search(self.text, max(0, start - 40), start):
            return False
        joins = found["join"].strip().lower() in {"or", "nor"} or " or " in self.text[end:]
        return not (joins and self._is_negated(start))

    @cached_property
    def recommends(self) -> bool:
        """Whether it names our products other than to warn of them."""
        return bool(say.OURS.search(self.text)) and not say.NOT_OURS.search(self.text)

    @cached_property
    def benefits(self) -> bool:
        """Whether it states a benefit without denying it."""
        return any(not self._is_negated(at) for at in self._benefits)

    @cached_property
    def offers_nothing(self) -> bool:
        """Whether it has no recommendation, benefit, emphasis or instruction."""
        if self.recommends or self.benefits or self.instructs:
            return False
        return not say.EMPHASIS.search(self.text)

    def is_caution(self, promises: Iterable[Span], *, of_medicine: bool = False) -> bool:
        """Whether it warns or refers to a professional, and promises nothing itself.

        `promises` are positions of words such as “cures”. Warnings about medicine don't count: naming
        medicine is only harmless with a referral.
        """
        warns = self.warns and not of_medicine and "?" not in self.text
        if not (self.refers or warns) or not self.offers_nothing:
            return False
        return all(self.is_denied(*promise) or self._is_their_treatment(*promise) for promise in promises)

    def _is_their_treatment(self, start: int, end: int) -> bool:
        """“Your GP can suggest a treatment”: the professional's, if no product of ours is named."""
        theirs = say.TREATMENT.fullmatch(self.text, start, end) or self._is_helpers_act(start)
        return self.refers and bool(theirs) and not say.REMEDY.search(self.text)

    def _is_helpers_act(self, position: int) -> bool:
        return any(start <= position < end for start, end in _spans(say.HELPER_ACTS, self.text))

    def only_names(self) -> bool:
        """Whether it names something without offering or recommending anything for it."""
        return self.offers_nothing and not say.REMEDY.search(self.text)
