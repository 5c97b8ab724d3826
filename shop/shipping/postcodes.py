"""UK, Crown Dependency and BFPO postcodes: many ways to type them, one form to store. Pure."""

import re
import unicodedata
from collections.abc import Iterator
from itertools import combinations

NOT_OURS = (
    "Enter a UK, Isle of Man, Channel Islands or BFPO postcode, such as GL5 1AA. "
    "We don’t deliver anywhere else yet."
)
_OUTWARD = r"[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9]{1,2}|[0-9][A-HJKPSTUW]|[A-HK-Y][0-9][ABEHMNPRVWXY])"
_POSTCODE = re.compile(rf"({_OUTWARD}|GIR)([0-9][ABD-HJLNP-UW-Z]{{2}})")
_BFPO = re.compile(r"BFPO(?:C/?O)?([0-9]{1,4})")
_LONGEST = 200  # more than any spacing needs, short enough to normalise quickly
# Characters that people mix up, on paper and on small screens.
_LOOK_ALIKE = {"O": "0", "Q": "0", "I": "1", "L": "1", "S": "5", "Z": "2", "B": "8", "G": "6"}
_TAKEN_FOR = {**_LOOK_ALIKE, "0": "O", "1": "I", "5": "S", "2": "Z", "8": "B", "6": "G"}
_SHORTEST, _LONGEST_COMPACT = 5, 7


class InvalidPostcode(ValueError):
    """The text isn’t a postcode in our delivery area."""


def normalise(text: str) -> str:
    """Return `SW1A 1AA` for `sw1a1aa` and `BFPO 57` for `bfpo57`; raise InvalidPostcode for anything else."""
    if len(text) > _LONGEST:
        raise InvalidPostcode(text[:_LONGEST])
    compact = _compact(text)
    if match := _BFPO.fullmatch(compact):
        return f"BFPO {int(match[1])}"
    match = _POSTCODE.fullmatch(compact)
    if not match or (match[1] == "GIR" and match[2] != "0AA"):
        raise InvalidPostcode(text)
    return f"{match[1]} {match[2]}"


def _compact(text: str) -> str:
    """Upper-case letters and digits, without spaces, punctuation or invisible characters from copying."""
    if "\x00" in text:
        raise InvalidPostcode(text)
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(letter for letter in plain if not _is_separator(letter))


def _is_separator(letter: str) -> bool:
    """Spaces, punctuation, symbols, control characters. Letters of other scripts remain and are refused."""
    return unicodedata.category(letter)[0] in "CZPS"


def suggest(text: str) -> str:
    """Return the one postcode that was probably meant if look-alikes such as O and 0 are mixed up, or "".

    Only a single likely reading is suggested, and the shopper has to confirm it.
    """
    try:
        compact = _compact(text[:_LONGEST])
    except InvalidPostcode:
        return ""
    if not _SHORTEST <= len(compact) <= _LONGEST_COMPACT or _POSTCODE.fullmatch(compact):
        return ""
    for swaps in range(1, 4):
        found = {one for one in _variants(compact, swaps) if _POSTCODE.fullmatch(one)}
        if found:
            return normalise(found.pop()) if len(found) == 1 else ""
    return ""


def _variants(compact: str, swaps: int) -> Iterator[str]:
    """The text with that many of its characters replaced by their look-alikes."""
    places = [index for index, letter in enumerate(compact) if letter in _TAKEN_FOR]
    for chosen in combinations(places, swaps):
        yield "".join(
            _TAKEN_FOR[letter] if index in chosen else letter for index, letter in enumerate(compact)
        )
