"""Whether a word is English: Debian's British and American word lists (SCOWL, `data/english.LICENCE.txt`)."""

import gzip
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "english.txt.gz"


def is_english(word: str) -> bool:
    """Whether the lists have a lower-case word of two letters or more, also as “mum's” or “oils'”."""
    bare = word.removesuffix("'s").strip("'")
    return f"\n{bare}\n".encode() in _lists()


@cache
def _lists() -> bytes:
    """All words, one a line: 700 kB, read when the first word is asked for. A set of them takes 7 MB."""
    return gzip.decompress(FILE.read_bytes())
