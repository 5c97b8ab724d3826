"""docs/security.md answers each requirement once, and names no setting that is gone.

That its files exist is checked with those of all documents (test_documents.py).
"""

import re
from collections import Counter

from django.conf import settings

from tests.architecture.source_files import ROOT

TEXT = (ROOT / "docs" / "security.md").read_text()
ROWS = re.findall(r"^\| (V(\d+)\.\d+\.\d+) \| (.+?) \| (met|not met|n/a) \| (.+) \|$", TEXT, re.MULTILINE)
# Requirements of levels 1 and 2 in each chapter of ASVS 5.0.0.
CHAPTERS = {1: 27, 2: 11, 3: 19, 4: 10, 5: 9, 6: 35, 7: 18, 8: 7, 9: 7, 10: 29, 11: 14, 12: 9, 13: 13}
CHAPTERS |= {14: 9, 15: 13, 16: 16, 17: 7}
OPEN = TEXT.partition("## What is open")[2].partition("\n## ")[0]


def test_every_requirement_stands_there_once() -> None:
    numbers = [number for number, *_ in ROWS]
    assert len(numbers) == len(set(numbers))
    assert Counter(int(chapter) for _, chapter, *_ in ROWS) == CHAPTERS


def test_what_is_not_met_is_said_to_the_owner() -> None:
    unmet = {number for number, _, _, verdict, _ in ROWS if verdict == "not met"}
    assert unmet == set(re.findall(r"V\d+\.\d+\.\d+", OPEN))


def test_settings_it_names_exist() -> None:
    example = (ROOT / "deploy" / "env.example").read_text()
    named = set(re.findall(r"`([A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+)(?:=\w+)?`", TEXT))
    assert [name for name in sorted(named) if not hasattr(settings, name) and f"{name}=" not in example] == []
