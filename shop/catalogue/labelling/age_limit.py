"""The youngest age that a product's precautions allow, in months. Pure.

“Assessed from birth” must not be shown beside “Not for babies under 3 months” (Cosmetics Regulation
1223/2009, article 20): of the typed minimum age and the precautions the stricter one counts.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from math import ceil

NEWBORN_MONTHS = 1
BABY_MONTHS = 12
ADULT_MONTHS = 216

_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen",
)  # fmt: skip
_IN_A_MONTH = {"day": 365 / 12, "week": 52 / 12, "month": 1, "year": 1 / 12}
_NUMBER = rf"(?P<number>\d{{1,3}}|a|an|{'|'.join(_NUMBERS)})"
_UNIT = r"(?P<unit>days?|weeks?|months?|years?)"
_PEOPLE = r"(?:bab(?:y|ies)|infants?|newborns?|toddlers?|child(?:ren)?|kids?|little ones?)"
_SUITED = rf"(?:assessed|suitable|recommended|intended|safe|aged?|only|(?:for|on) (?:skin|{_PEOPLE}))"
_NOT_FOR = (
    r"(?:\bnot (?:(?:suitable|intended|recommended|safe|meant|assessed|to be used) )?(?:for|on)"
    r"|\bunsuitable (?:for|on)"
    r"|(?:\bnot|\bnever|n[’']t) (?:use|apply|put)(?: it| this| oil)? (?:on|for|with)"
    r"|\bavoid(?: use| using| using it)?(?: on| for| with)?)"
    r"(?: use on)?"
)
_END = r"(?=\s*(?:[,:]|$))"


def _pattern(*parts: str) -> re.Pattern[str]:
    return re.compile("".join(parts), re.IGNORECASE)


_REFUSED = _pattern(r"\b(?:not|never|cannot|avoid|unsuitable|only|no|wait|too young)\b|n[’']t\b")
# Sentences about storing a product or watching a child, not about who may use it.
_ABOUT_OTHER_THINGS = _pattern(
    r"\breach\b|\bunattended\b|\balone\b|\bswallow|\bopen(?:ed|ing)\b|\bbest before\b",
    r"|\bstor(?:e|age)\b|\bkeeps\b",
)
_UNDER = _pattern(
    r"\b(?:under|below|younger than|less than|until|before|up to",
    r"|(?:in|during) (?:their|the|its|her|his) first)",
    r"(?: (?:the )?age(?: of)?| they are| (?:he|she|it) is| your (?:baby|child) is)?",
    rf" {_NUMBER}(?:[ -]{_UNIT})?\b",
)
_FROM = _pattern(
    rf"\b{_SUITED}\b.*?\b(?:from|over|above|after|older than|at least)(?: (?:the )?age(?: of)?)? ",
    rf"{_NUMBER}[ -](?P<unit>weeks?|months?|years?)\b",
)
_AND_OVER = _pattern(
    rf"\b{_NUMBER}[ -]{_UNIT}(?: old| of age)?",
    r"(?:\+| plus\b| (?:and|or) (?:over|above|older|up|upwards)\b)",
)
_NOT_NEWBORN = _pattern(
    rf"{_NOT_FOR} (?:\w+ (?:or|and) )?(?:a |the |your )?(?:new-?borns?|premature|pre-?term)\b"
)
_NOT_BABIES = _pattern(
    rf"{_NOT_FOR} (?:(?:your|a|the|young|small) )?(?P<who>bab(?:y|ies)|infants|child(?:ren)?)",
    rf"(?: (?:or|and) (?:babies|infants|children))?(?:(?= skin\b)|{_END})",
)
_ADULTS = _pattern(rf"\bfor adults?(?: use)?(?: only)?{_END}|\badults? (?:use )?only\b|\bonly for adults?\b")


# A sentence without any of these sets no limit; looking for them first makes snapshots three times faster.
_MENTIONS = (
    "day", "week", "month", "year", "born", "premature", "preterm", "pre-term", "adult", "bab", "infant",
    "child", "toddler", "kid", "little one",
)  # fmt: skip


@lru_cache(maxsize=8192)
def age_limit_months(precautions: str) -> int:
    """The youngest age in whole months that the text allows, rounded up; 0 without a limit."""
    sentences = (one.strip() for one in re.split(r"[.;!?\n]+", precautions))
    return max((limit for one in sentences for limit in _limits(one)), default=0)


def _limits(sentence: str) -> Iterator[int]:
    mentions = any(word in sentence.lower() for word in _MENTIONS)
    if not mentions or _ABOUT_OTHER_THINGS.search(sentence):
        return
    if _REFUSED.search(sentence):
        yield from (_months(found, sentence) for found in _UNDER.finditer(sentence))
        if _NOT_NEWBORN.search(sentence):
            yield NEWBORN_MONTHS
        if found := _NOT_BABIES.search(sentence):
            yield ADULT_MONTHS if found["who"].lower().startswith("child") else BABY_MONTHS
    if not sentence.lower().startswith("if "):
        yield from (_months(found, sentence) for found in _FROM.finditer(sentence))
        yield from (_months(found, sentence) for found in _AND_OVER.finditer(sentence))
    if _ADULTS.search(sentence):
        yield ADULT_MONTHS


def _months(found: re.Match[str], sentence: str) -> int:
    """Months of “3 months” or “six weeks”; without a unit, children’s ages are years and babies’ months."""
    number = found["number"].lower()
    count = int(number) if number.isdigit() else _NUMBERS.index(number) + 1 if number in _NUMBERS else 1
    unit = (found["unit"] or _usual_unit(sentence)).lower().removesuffix("s")
    return ceil(round(count / _IN_A_MONTH[unit], 2)) if unit else 0


def _usual_unit(sentence: str) -> str:
    if re.search(r"\b(?:child(?:ren)?|toddlers?|kids?|aged?)\b", sentence, re.IGNORECASE):
        return "years"
    return "months" if re.search(rf"\b{_PEOPLE}\b", sentence, re.IGNORECASE) else ""
