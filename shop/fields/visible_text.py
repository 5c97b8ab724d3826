"""Form fields for names and addresses, without invisible and direction-changing characters."""

import re
import unicodedata

from django import forms
from django.core.exceptions import ValidationError

JOINERS = "\u200c\u200d"  # inside a word they change Persian or Hindi letters
# Unicode's Default_Ignorable_Code_Point, and two blanks of other scripts that count as symbol and letter.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff]"
)
STRAY_JOINER = re.compile(rf"(?<!\w)[{JOINERS}]+|[{JOINERS}]+(?!\w)|(?<=[{JOINERS}])[{JOINERS}]+")
SPACES = re.compile(r"\s+")
FIRST_PICTOGRAPH = 0x1F000  # from here on symbols are emoji, which no label printer has


def visible(text: str) -> str:
    """The text in Unicode's composed form with plain spaces, or "" if nothing of it is visible."""
    seen = "".join(letter for letter in SPACES.sub(" ", text) if _shows(letter))
    words = SPACES.sub(" ", STRAY_JOINER.sub("", seen)).strip()
    plain = unicodedata.normalize("NFC", words)
    return plain if any(unicodedata.category(letter)[0] in "LNPS" for letter in plain) else ""


def _shows(letter: str) -> bool:
    if letter in JOINERS:
        return True
    return unicodedata.category(letter) not in {"Cc", "Cn", "Co", "Cs"} and not INVISIBLE.match(letter)


class VisibleTextField(forms.CharField):
    """A field for names. Invisible text counts as empty, so that a parcel always has a name."""

    def to_python(self, value: object) -> str:
        """Called by the form before it checks whether a required field is empty."""
        return visible(str(super().to_python(value) or ""))


class LabelTextField(VisibleTextField):
    """A field for an address line, which a label printer must be able to print."""

    def validate(self, value: str) -> None:
        """Raise ValidationError for characters that a label can't show."""
        super().validate(value)
        pictures = [letter for letter in value if ord(letter) >= FIRST_PICTOGRAPH and _is_symbol(letter)]
        if pictures:
            raise ValidationError(
                f"A parcel label can’t show {pictures[0]}. Please leave it out.", code="unprintable"
            )


def _is_symbol(letter: str) -> bool:
    return unicodedata.category(letter) in {"So", "Sk"}
