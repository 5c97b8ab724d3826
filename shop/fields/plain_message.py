"""A form field for a short message in plain text, such as one for a gift."""

import unicodedata

from django import forms

from shop.fields.visible_text import INVISIBLE


def plain_lines(text: str) -> str:
    """The text with single line ends and without control and invisible characters; ends are trimmed."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    cleaned = ["".join(letter for letter in line if _is_kept(letter)).rstrip() for line in lines]
    return unicodedata.normalize("NFC", "\n".join(cleaned)).strip()


def _is_kept(letter: str) -> bool:
    return unicodedata.category(letter) not in {"Cc", "Cn", "Co", "Cs"} and not INVISIBLE.match(letter)


class PlainMessageField(forms.CharField):
    """Counts a line end as one character, as a browser's `maxlength` does; it is sent as two."""

    widget = forms.Textarea

    def to_python(self, value: object) -> str:
        """Called by the form before it checks the length."""
        return plain_lines(str(super().to_python(value) or ""))
