"""When naming an illness is a caution and no claim. Pure.

“It is not a medicine”, “If there is a fever, ask your GP”: such sentences protect a reader, so they must be
easy to write. But a promise doesn't become harmless through a signpost (“cures eczema, ask your GP”) nor
through a denial that is taken back (“no treatment, but the rash is gone in a week”).
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?](?=[^\s\"')])[^.!?\n]+)*[.!?]*", re.ASCII)


def _any(*phrases: str) -> re.Pattern[str]:
    """Any of the phrases, as whole words, in any case."""
    return re.compile(rf"\b(?:{'|'.join(phrases)})\b", re.IGNORECASE)


DENIAL = _any(
    r"(?:is|are|was|were|does|do|did|can|could|will|would|should|must)(?:n't| not)",
    r"cannot|can't|won't|neither|nor|nobody has shown",
    r"not (?:a|an|any|meant|intended|medicine|medical|as|for)",
    r"no (?:evidence|proof|substitute|replacement|treatment|cure|remedy|medicine|medical|therapy|claims?)",
    r"(?:never|no longer) (?:a|an|replaces?|a substitute)",
    r"no (?:oils?|lotion|cream|balm|product|massage)",
    r"(?:has|have|had)(?:n't| not)",
)
DIRECTLY = re.compile(r"\b(?:not|no) (?:an? )?$", re.IGNORECASE)  # “oils, not medicine”, “no cure”
# A denial ends with its clause: “does not cure colic, it prevents it”.
CLAUSE = re.compile(r"[;:]| - |, (?=(?:it|we|they|you|he|she|this|that|use|try|just|and)\b)", re.IGNORECASE)
# “Don't use medicine”, “you don't have to treat it” deny nothing.
IMPERATIVE = _any(r"do(?:n't| not) (?:use|take|give|apply|have to|let|put|wait|bother)")
# Denials that promise: “not only treats”, “isn't just a remedy”, “you won't need a cream”.
EMPHASIS = _any(
    r"not (?:only|just|merely|simply)|\w+n't (?:only|just|merely|wait|believe|go wrong|miss)",
    r"no more|not to (?:mention|miss)|only (?:treat|cure|heal|prevent|reliev)\w*",
    r"(?:won't|don't|doesn't|no longer|never|not) need|no need|without",
    r"(?:like|than|as|but|except) (?:ours|our|this|these)|(?:better|faster|more) than",
)
TREATING = _any(
    r"treat\w*|cur(?:e[sd]?|ing)|heal\w*|prevent\w*|remed\w+|therap\w+|medic\w+|replac\w+|substitutes?",
    r"claims?|evidence|proof|proven|shown|diagnos\w+|advice|relie[fv]\w*",
)
CAUTION = _any(
    r"(?:don't|do not|never) (?:massage|use|oil|apply|put|rub|press|pour|start|give|leave|touch|try)",
    r"(?:don't|do not|never) (?:stroke|stretch|wake)",
    r"(?:pause|wait|skip it|leave it|postpone)\b[^.]{0,40}\b(?:if|when|until|as soon as)",
    r"stop (?:if|when|as soon as|massaging|using|the massage|at once|straight away)",
    r"(?<!to )avoid (?:massag\w+|us(?:e|ing)|oil\w*|areas?|broken|rubbing|pressing)",
    r"(?<!to )avoid the (?:areas?|face|eyes|tummy|chest|spine|breasts?|nipples?)",
    r"not (?:suitable )?(?:for|on)|unsuitable for|keep (?:away|clear) (?:from|of)|when not to",
)
HELPERS = "|".join(
    [
        r"GPs?|doctors?|midwi(?:fe|ves)|health visitors?|pharmacists?|nurses?|111|999|A&E|NHS",
        r"paediatricians?|infant[- ]feeding (?:team|specialist|adviser|supporter)s?|lactation consultants?",
        r"breastfeeding (?:counsellor|supporter|specialist|helpline)s?|medical (?:advice|help)",
    ]
)
SIGNPOST = _any(
    rf"(?:ask|asking|see|speak|speaking|talk|talking|call|contact|ring|consult)\b[^.]{{0,60}}\b(?:{HELPERS})",
    rf"(?:check|tell|visit|phone|seek|get|needs?|belongs? with)\b[^.]{{0,60}}\b(?:{HELPERS})",
    rf"(?:leave|show) (?:it|that|this|them) to\b[^.]{{0,60}}\b(?:{HELPERS})",
)
CONTRAST = _any("but|however|yet|although|though|still|nevertheless|instead|except")
BENEFIT = _any(
    r"helps|helped|helping|help (?:with|to|your|the)|eas(?:e|es|ed|ing)|clear(?:s|ed|ing)?|fix(?:es|ed)?",
    r"(?:good|great|perfect|ideal|best|brilliant|recommended|made|works?) (?:for|on|against)",
    r"(?<!not )suitable (?:for|on)|works? (?:better|like|wonders)",
    r"beats?|banish(?:es|ed)?|goodbye|get rid|rids?|fights?|improv(?:e|es|ed|ing)",
    r"reduc(?:e|es|ed|ing)|gone|vanish\w*|disappear\w*|benefits?|protects?|cures?|heals?",
    r"(?:try|choose|reach for|switch to|buy|order) (?:our|this|these|the)",
)


# Our own goods beside an illness recommend themselves, unless the sentence says not to use them.
OURS = _any(r"(?:our|this|these) (?:\w+ )?(?:oils?|balms?|range|products?|bottles?|blends?|sets?)")
NOT_OURS = _any(r"(?:don't|do not|never|not|stop|before|avoid)(?: \w+){0,2} (?:our|this|these)")


@dataclass(frozen=True)
class Sentence:
    """A sentence and where it stands in its text."""

    text: str
    start: int
    end: int


def sentences(text: str) -> list[Sentence]:
    """The sentences of a normalised text."""
    return [Sentence(m[0], m.start(), m.end()) for m in SENTENCE.finditer(text)]


def sentence_at(found: list[Sentence], position: int, text: str) -> Sentence:
    """The sentence that holds a position."""
    for sentence in found:
        if sentence.start <= position < sentence.end:
            return sentence
    return Sentence(text, 0, len(text))


def is_denied(sentence: Sentence, position: int, *, named_illness: bool = False) -> bool:
    """Whether what stands at this position is denied before it, and the denial isn't taken back.

    An illness counts as denied only with its treatment between (“not a treatment for eczema”): “you won't
    see eczema again” is a promise.
    """
    text, at = sentence.text, position - sentence.start
    if "?" in text or EMPHASIS.search(text) or CONTRAST.search(text):
        return False
    if BENEFIT.search(text, at + 1):
        return False
    if not named_illness and DIRECTLY.search(text, 0, at):
        return True
    begin = max((clause.end() for clause in CLAUSE.finditer(text, 0, at)), default=0)
    denial = DENIAL.search(text, begin, at + 1)
    if denial is None or IMPERATIVE.search(text, begin, at + 1):
        return False
    return not named_illness or TREATING.search(text, denial.start(), at) is not None


def _recommends(text: str) -> bool:
    """Whether our own goods are named, and not to warn of them."""
    return bool(OURS.search(text)) and not NOT_OURS.search(text)


def is_caution(
    sentence: Sentence, promises: Iterable[int], *, by_place: bool = False, of_medicine: bool = False
) -> bool:
    """Whether a sentence warns or sends to somebody qualified, and promises nothing itself.

    `promises` are the positions of words such as “cures” in it; `by_place`: it stands where warnings do.
    A warning of medicine is none: only the way to somebody qualified makes naming it harmless.
    """
    text = sentence.text
    warns = by_place or CAUTION.search(text)
    if not (SIGNPOST.search(text) or (warns and not of_medicine)) or _recommends(text):
        return False
    if EMPHASIS.search(text) or BENEFIT.search(text):
        return False
    return all(is_denied(sentence, position) for position in promises)
