"""Safer wordings that can stand in the place of the words as they are. Pure.

A rule's advice is for a writer, who fits it in. What one press puts in must fit by itself: the same form of
the verb, the same number, the article before it. So each form is listed with the places where it fits
(data/replacements.csv), and everywhere else nothing is offered.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from guides.claims.engine.passages import Finding
from guides.claims.engine.rules import HINT, WORD_LIST, data_rows

ARTICLE = re.compile(r"\b(an?) $", re.IGNORECASE)
VOWELS = "aeiou"  # no wording in the list begins with a vowel that isn't spoken as one


@dataclass(frozen=True)
class Replacement:
    """Words, what may stand in their place, and what must stand before and after them."""

    code: str
    found: re.Pattern[str]
    instead: str
    before: re.Pattern[str]
    after: re.Pattern[str]

    def words_for(self, finding: Finding) -> str:
        """The wording, with the capitals of the words; empty where it doesn't fit."""
        hit = self.found.fullmatch(finding.hit)
        if hit is None or not self.after.match(finding.after):
            return ""
        if not self.before.search(_spaced(finding.before)):
            return ""
        words = _as_written(hit.expand(self.instead), finding.hit)
        return words if _fits_article(words, _spaced(finding.before)) else ""


def suggestions(finding: Finding) -> list[str]:
    """What can stand in the place of the words; nothing for titles, cautions and questions."""
    is_softened = finding.severity == HINT and finding.rule.severity != HINT
    if finding.is_title or is_softened or "?" in finding.sentence:
        return []
    fitting = (each.words_for(finding) for each in replacements() if each.code == finding.rule.code)
    return list(dict.fromkeys(words for words in fitting if words))


@lru_cache(maxsize=1)
def replacements() -> tuple[Replacement, ...]:
    """The list, compiled once per process."""
    places = {row["name"]: f"(?:{row['pattern']})" for row in data_rows("places.csv")}
    return tuple(_replacement(row, places) for row in data_rows("replacements.csv"))


def _replacement(row: dict[str, str], places: dict[str, str]) -> Replacement:
    before, after = (WORD_LIST.sub(lambda name: places[name[1]], row[side]) for side in ("before", "after"))
    return Replacement(
        code=row["id"],
        found=re.compile(row["found"], re.IGNORECASE),
        instead=row["instead"],
        before=re.compile(f"(?:{before})$", re.IGNORECASE),
        after=re.compile(after, re.IGNORECASE),
    )


def _spaced(words: str) -> str:
    return re.sub(r"\s+", " ", words)


def _as_written(words: str, hit: str) -> str:
    """In capitals, or beginning with one, where the words were."""
    if len(hit) > 1 and hit.isupper():
        return words.upper()
    return words[:1].upper() + words[1:] if hit[:1].isupper() else words


def _fits_article(words: str, before: str) -> bool:
    article = ARTICLE.search(before)
    if article is None:
        return True
    return (article[1].lower() == "an") == (words[0].lower() in VOWELS)
