"""UK, Crown Dependency and BFPO postcodes: read in any case or spacing, kept in one form. Pure."""

import re
import unicodedata

_OUTWARD = r"[A-PR-UWYZ](?:[0-9]{1,2}|[A-HK-Y][0-9]{1,2}|[0-9][A-HJKPSTUW]|[A-HK-Y][0-9][ABEHMNPRVWXY])"
_POSTCODE = re.compile(rf"({_OUTWARD}|GIR)([0-9][ABD-HJLNP-UW-Z]{{2}})")
_BFPO = re.compile(r"BFPO(?:C/?O)?([0-9]{1,4})")
_LONGEST = 200  # far more than any spacing needs, far less than would cost time to normalise
_INVISIBLE = {"Cf", "Cc", "Zs", "Zl", "Zp"}


class InvalidPostcode(ValueError):
    """The text isn't a postcode of a place we could deliver to."""


def normalise(text: str) -> str:
    """`sw1a1aa` becomes `SW1A 1AA`, `bfpo57` becomes `BFPO 57`; anything else raises InvalidPostcode."""
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
    """Upper case, without spaces of any kind or the invisible marks that copying leaves behind."""
    if "\x00" in text:
        raise InvalidPostcode(text)
    plain = unicodedata.normalize("NFKC", text).upper()
    return "".join(letter for letter in plain if unicodedata.category(letter) not in _INVISIBLE)
