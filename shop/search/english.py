"""English word lists: Debian’s British and American lists (SCOWL, `data/english.LICENCE.txt`)."""

import gzip
from bisect import bisect_left
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "english.txt.gz"


def is_english(word: str) -> bool:
    """Whether the lists contain a lower-case word of two or more letters, also as “mum’s” or “oils’”.

    By halves, in the order of the file: to look through all of it takes a millisecond for an unknown word.
    """
    bare, lists = word.removesuffix("'s").strip("'").encode(), _lists()
    place = bisect_left(range(1, len(lists) - 1), bare, key=_word_at) + 1
    return len(bare) > 1 and _word_at(place) == bare


def _word_at(place: int) -> bytes:
    """The word that a byte of the lists belongs to; a line’s end belongs to the word before it."""
    lists = _lists()
    return lists[lists.rfind(b"\n", 0, place) + 1 : lists.find(b"\n", place)]


@cache
def _lists() -> bytes:
    """All words in order, one a line: 700 kB, read at first use. As a set they would take 7 MB."""
    return gzip.decompress(FILE.read_bytes())
