"""Contradictions between techniques, and between guides and techniques or products. Pure.

Two techniques for the same part of the body of the same people may well differ; a reader who finds “from
birth” in one and “from 12 weeks” in the other has to be told why. So the report shows the differences and an
editor decides.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

AGE = re.compile(r"\bfrom (?:(birth)|(\d{1,3}) (weeks?|months?))\b", re.IGNORECASE)
FIRM = re.compile(
    r"\b(?:firm(?:ly)?|deep(?:ly)?|hard|strong(?:ly)?) (?:pressure|strokes?|massage|press)\b"
    r"|\bpress (?:hard|firmly)\b",
    re.IGNORECASE,
)
WEEKS_A_MONTH = 4


@dataclass(frozen=True)
class Advice:
    """What a technique says about one body area."""

    name: str
    area: str
    whom: str
    from_weeks: int
    pressure: str
    cautions: str


@dataclass(frozen=True)
class Contradiction:
    """One row of the report."""

    area: str
    about: str  # “age”, “pressure”, “cautions”
    where: tuple[str, ...]
    says: tuple[str, ...]


def within_library(advice: Iterable[Advice]) -> Iterator[Contradiction]:
    """Per area and people: different ages, pressures or cautions."""
    groups: dict[tuple[str, str], list[Advice]] = defaultdict(list)
    for one in advice:
        groups[one.area, one.whom].append(one)
    for (area, whom), several in sorted(groups.items()):
        for about, words in (("age", _age), ("pressure", _pressure), ("cautions", _cautions)):
            if len({words(one) for one in several}) > 1:
                names = tuple(one.name for one in several)
                yield Contradiction(f"{area} ({whom})", about, names, tuple(words(one) for one in several))


def _age(one: Advice) -> str:
    return f"from {one.from_weeks} weeks" if one.from_weeks else "from birth"


def _pressure(one: Advice) -> str:
    return one.pressure


def _cautions(one: Advice) -> str:
    return " ".join(one.cautions.split()) or "none"


def in_note(one: Advice, *, guide: str, note: str) -> Iterator[Contradiction]:
    """A guide's note on a technique that gives a lower age or a firmer pressure than the technique."""
    if (age := AGE.search(note)) and _weeks(age) < one.from_weeks:
        yield Contradiction(one.area, "age", (one.name, guide), (_age(one), age[0]))
    if firm := FIRM.search(note):
        yield Contradiction(one.area, "pressure", (one.name, guide), (one.pressure, firm[0]))


def _weeks(found: re.Match[str]) -> int:
    if found[1]:
        return 0
    return int(found[2]) * (WEEKS_A_MONTH if found[3].lower().startswith("month") else 1)


_NUMBERS = "one two three four five six seven eight nine ten eleven twelve".split()  # noqa: SIM905
_ORDINALS = "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth".split()  # noqa: SIM905
PRODUCT_AGE = re.compile(
    rf"\b(?:from|after|over|wait (?:for|until)|until|not before) (?:about )?(?:the age of )?(?:"
    rf"(?P<birth>birth)|(?P<number>\d{{1,3}}|{'|'.join(_NUMBERS)}) (?P<unit>weeks?|months?|years?)"
    rf"|(?:the )?(?P<nth>{'|'.join(_ORDINALS)}) month)\b(?! of opening| after opening)",
    re.IGNORECASE,
)


def of_product(
    name: str, *, months: int | None, wording: str, guide: str, note: str
) -> Iterator[Contradiction]:
    """An age in a guide that differs from the product's own, older or younger."""
    for found in PRODUCT_AGE.finditer(note):
        if months is not None and _months(found) != months:
            yield Contradiction(name, "age", (name, guide), (wording, found[0]))


def _months(found: re.Match[str]) -> float:
    """The age in months. “From the second month” means one month."""
    if found["birth"]:
        return 0
    if found["nth"]:
        return _ORDINALS.index(found["nth"].lower())
    word = found["number"].lower()
    number = int(word) if word.isdigit() else _NUMBERS.index(word) + 1
    unit = found["unit"].lower()
    return number * 12 if unit.startswith("year") else number / WEEKS_A_MONTH if unit[0] == "w" else number
