"""People and percentages are written the same way on every screen of the office."""

import re
from pathlib import Path

from django.conf import settings

BASE = Path(settings.BASE_DIR)
TEMPLATES = sorted((BASE / "templates" / "backoffice").rglob("*.html"))
SOURCES = sorted((BASE / "shop" / "backoffice").rglob("*.py"))
BARE_PERSON = re.compile(r"\{\{\s*\w+\.(?:\w+_)?by\s*(?:\|default[^}]*)?\}\}")
SPACED_PER_CENT = re.compile(r"[\d}] %(?!\w|\()[^}]")


def test_people_are_called_by_their_names() -> None:
    """A bare user is an email address: `called` is the name where one was given."""
    found = [path.name for path in TEMPLATES if BARE_PERSON.search(path.read_text())]
    assert not found


def test_no_space_stands_before_a_percent_sign() -> None:
    lines = [line for path in SOURCES for line in path.read_text().splitlines() if '"' in line or "“" in line]
    assert not [line for line in lines if SPACED_PER_CENT.search(line)]


def test_the_patterns_find_what_they_are_for() -> None:
    assert BARE_PERSON.search("{{ recall.stopped_by }}") and not BARE_PERSON.search("{{ look.by.called }}")
    assert SPACED_PER_CENT.search('f"{rate} %: sure?"') and not SPACED_PER_CENT.search('f"{rate}%: sure?"')
