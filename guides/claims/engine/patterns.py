"""Checks a rule's regular expressions: valid, and without catastrophic backtracking. Pure.

Python's engine backtracks and can't be interrupted, so a pattern is checked before it is stored: by its
structure, and by a trial in a separate process that is killed if it takes too long.
"""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import partial
from typing import Any

MAX_LENGTH = 1500
MAX_OPEN_REPEATS = 12
OPEN = 40  # a repeat with a higher limit counts as open
TRIAL_SECONDS = 2.0
TRIAL = """
import json, re, sys
pattern, texts = json.load(sys.stdin)
found = re.compile(pattern, re.IGNORECASE)
for text in texts:
    for hit in found.finditer(text):
        pass
"""


class BadPattern(ValueError):
    """A pattern is refused; the message tells the editor why."""


def check_pattern(pattern: str) -> None:
    """Raise BadPattern for a pattern that is invalid, matches everything or could take too long."""
    if len(pattern) > MAX_LENGTH:
        raise BadPattern(f"At most {MAX_LENGTH} characters.")
    try:
        compiled = re.compile(pattern, re.IGNORECASE)
    except (re.error, OverflowError, RecursionError) as error:
        raise BadPattern(f"Not a regular expression: {error}.") from error
    if compiled.match(""):
        raise BadPattern("It matches the empty text, so it would be found everywhere.")
    _check_shape(pattern)
    _try_out(pattern)


def _check_shape(pattern: str) -> None:
    repeats = list(_open_repeats(_parsed(pattern)))
    if len(repeats) > MAX_OPEN_REPEATS:
        raise BadPattern(f"At most {MAX_OPEN_REPEATS} repeats such as * or +.")
    if any(_branches(body) for body in repeats):
        raise BadPattern("A repeated group may hold neither repeats nor alternatives, as in (a+)* or (a|b)*.")


def _parsed(pattern: str) -> Any:
    from re import _parser  # type: ignore[attr-defined]  # the only way to see a pattern's shape

    return _parser.parse(pattern, re.IGNORECASE)


def _open_repeats(parsed: Any) -> Iterator[Any]:
    """The body of every repeat without a low upper limit, at any depth."""
    for name, inner in _walk(parsed):
        if name in {"MAX_REPEAT", "MIN_REPEAT"} and inner[1] > OPEN:
            yield inner[2]


def _branches(parsed: Any) -> bool:
    return any(name in {"MAX_REPEAT", "MIN_REPEAT", "BRANCH"} for name, _ in _walk(parsed))


def _walk(parsed: Any) -> Iterator[tuple[str, Any]]:
    """All nodes of a parsed pattern, as name and content."""
    if isinstance(parsed, tuple) and len(parsed) == 2 and hasattr(parsed[0], "name"):
        yield parsed[0].name, parsed[1]
        yield from _walk(parsed[1])
    elif isinstance(parsed, (list, tuple)) or hasattr(parsed, "data"):
        for part in getattr(parsed, "data", parsed):
            yield from _walk(part)


def _try_out(pattern: str) -> None:
    """Search texts that provoke backtracking, in a process that can be killed."""
    given = json.dumps([pattern, list(_hard_texts(pattern))])
    command = [sys.executable, "-I", "-c", TRIAL]
    call = partial(subprocess.run, input=given, text=True, check=True, capture_output=True)
    try:
        call(command, timeout=TRIAL_SECONDS)
    except subprocess.TimeoutExpired:
        raise BadPattern("Too slow: on some texts it would take seconds.") from None
    except subprocess.CalledProcessError as error:
        raise BadPattern("It fails while searching.") from error


def _hard_texts(pattern: str) -> Iterator[str]:
    """Long repetitions of the pattern's words, each followed by a character it can't match."""
    words = list(dict.fromkeys(re.findall(r"[a-z]{2,}", pattern.lower())))[:12]
    for unit in (
        "a",
        "a ",
        "0",
        " ",
        "-",
        "aA1 ",
        *words,
        *(f"{word} " for word in words),
        " ".join(words) + " ",
    ):
        yield unit * (3000 // max(1, len(unit))) + "\x00!"
