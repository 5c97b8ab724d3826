"""A form field for a description: paragraphs and lists are typed as plain text and stored as HTML."""

import re
from collections.abc import Iterable
from html import unescape
from itertools import groupby

from django import forms
from django.utils.html import escape

ITEM = "- "
PARAGRAPH = re.compile(r"<p>((?:(?!<).)*)</p>\s*|<ul>\s*((?:<li>(?:(?!<).)*</li>\s*)+)</ul>\s*", re.S)
LIST_ITEM = re.compile(r"<li>(.*?)</li>", re.S)


def to_html(text: str) -> str:
    """A line is a paragraph, lines that begin with “- ” are a list; what begins with a tag is HTML."""
    if text.lstrip().startswith("<"):
        return text
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    parts = []
    for is_list, group in groupby(lines, lambda line: line.startswith(ITEM)):
        texts = list(group)
        parts += [_list(texts)] if is_list else [f"<p>{escape(line)}</p>" for line in texts]
    return "\n".join(parts)


def _list(lines: Iterable[str]) -> str:
    items = "".join(f"<li>{escape(line.removeprefix(ITEM).strip())}</li>" for line in lines)
    return f"<ul>{items}</ul>"


def to_text(html: str) -> str:
    """What `to_html` was given; HTML with other tags stays as it is."""
    blocks = []
    rest = html.strip()
    while rest:
        found = PARAGRAPH.match(rest)
        if found is None:
            return html
        blocks.append(_block(found))
        rest = rest[found.end() :]
    return "\n\n".join(blocks)


def _block(found: re.Match[str]) -> str:
    if found[2] is None:
        return " ".join(unescape(found[1]).split())
    return "\n".join(ITEM + " ".join(unescape(item).split()) for item in LIST_ITEM.findall(found[2]))


class ParagraphsField(forms.CharField):
    """Plain text in the form, HTML in `cleaned_data`."""

    widget = forms.Textarea

    def prepare_value(self, value: object) -> object:
        """Called by the form for what it shows: stored HTML, or what was typed."""
        return to_text(value) if isinstance(value, str) else value

    def to_python(self, value: object) -> str:
        """Called by the form for what was typed."""
        return to_html(str(super().to_python(value) or ""))
