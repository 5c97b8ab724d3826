"""English word lists: Debian’s British and American lists (SCOWL, `data/english.LICENCE.txt`)."""

import gzip
from functools import cache
from pathlib import Path

FILE = Path(__file__).parent / "data" / "english.txt.gz"


def is_english(word: str) -> bool:
    """Whether the lists contain a lower-case word of two or more letters, also as “mum’s” or “oils’”."""
    bare = word.removesuffix("'s").strip("'")
    return f"\n{bare}\n".encode() in _lists()


@cache
def _lists() -> bytes:
    """All words, one a line: 700 kB, read at first use. As a set they would take 7 MB."""
    return gzip.decompress(FILE.read_bytes())
