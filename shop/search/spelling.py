"""Corrects words that neither the shop nor the English lists know. Pure."""

from collections.abc import Callable, Sequence

from shop.search.english import is_english
from shop.search_engine.vocabulary import Vocabulary

SHORTEST = 4
LONG = 8  # words of this length may have two typing errors
LEFT_ALONE = "free"  # with the word before it: “paraben free” is no typing error


def correct_spelling(
    asked: Sequence[str], vocabularies: Sequence[Vocabulary], is_known: Callable[[str], bool]
) -> list[str] | None:
    """Replace each unknown word by the nearest known one; None if there is nothing to correct.

    `is_known` asks the index, which contains more words than the vocabularies.
    """
    offered: list[str] = []
    for place, word in enumerate(asked):
        alone = LEFT_ALONE in asked[place : place + 2] or any(one.has(word) for one in vocabularies)
        if alone or len(word) < SHORTEST or not word.isalpha() or is_english(word) or is_known(word):
            offered.append(word)
        else:
            offered += _nearest(word, vocabularies).split()
    return offered if offered != list(asked) else None


def _nearest(word: str, vocabularies: Sequence[Vocabulary]) -> str:
    """The nearest known word, else two known words that were typed as one, else the word itself."""
    for most in range(1, 3 if len(word) >= LONG else 2):
        for vocabulary in vocabularies:
            near = [one for one in vocabulary.near(word, most=most) if one != LEFT_ALONE]
            if near:
                return near[0]
    known = {one for vocabulary in vocabularies for one in vocabulary.known}
    cuts = ((word[:cut], word[cut:]) for cut in range(3, len(word) - 2))
    return next((f"{one} {other}" for one, other in cuts if {one, other} <= known), word)
